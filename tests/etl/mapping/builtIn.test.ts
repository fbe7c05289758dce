/** In charge of the built-in mappings: each is sound, and each known header is recognised as the one that it is. */
import { describe, expect, test } from 'vitest';
import { builtInMapping, builtInMappings, recogniseMapping } from '../../../etl/mapping/builtIn.ts';
import { registers } from '../../../etl/mapping/targets.ts';
import { HEADERS, namesIn } from './integration.ts';

describe('built-in mappings', () => {
  test('are all sound, and bear names of their own', () => {
    expect(builtInMappings().map(({ mapping }) => mapping.mapping)).toEqual([
      'integration-execution', 'integration-movements', 'integration-payments', 'integration-projects', 'integration-revenue', 'integration-units',
      'madrid-execution', 'madrid-payments', 'madrid-projects', 'madrid-revenue',
      ...[...registers.keys()].sort().map((name) => `register-${name}`),
    ]); // prettier-ignore
    expect(registers.size).toBeGreaterThanOrEqual(14);
    expect(builtInMapping('nobody')).toBeNull();
  });

  test.each(Object.entries(HEADERS))('recognise the header of %s', (name, header) => {
    expect(recogniseMapping(namesIn(header))?.mapping).toBe(`integration-${name}`);
    expect(recogniseMapping(namesIn(header).toReversed())?.mapping).toBe(`integration-${name}`);
  });

  test.each([
    [
      'execution',
      '#Centro,Descripcion Centro,Seccion,Descripcion Seccion,Programa,Descripcion Programa,Capitulo,Descripcion Capitulo,Economico,Descripcion Economico,,,C_DEFINITIVO,,,OBL_RECONOC',
    ],
    [
      'revenue',
      'Centro,Descripcion Centro,Capitulo,Descripcion Capitulo,Economico,Descripcion Economico,PREV.INICIAL,MODIFICACIONES,PREV.DEFINITIV,D. RECON.NETOS,RECAUDADO',
    ],
    [
      'projects',
      'Fondo,Descripción,Centro,Sección,Programa,Subconcepto,Programa de Financiación,Definición proyecto,Título,Distrito,Texto Distrito',
    ],
  ])('recognise Madrid’s %s', (name, header) => {
    expect(recogniseMapping(namesIn(header))?.mapping).toBe(`madrid-${name}`);
  });

  test('recognise the field names of budget systems, and nothing else', () => {
    expect(recogniseMapping(['fiscal_year', 'pay_voucher_no', 'payee', 'amount'])?.mapping).toBe(
      'integration-payments',
    );
    expect(recogniseMapping(['预算年度', '收款人', '支付金额'])).toBeNull();
    expect(recogniseMapping([])).toBeNull();
  });
});
