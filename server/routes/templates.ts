/** In charge of the template workbooks of registers: which there are, and each for filling in. */
import type { FastifyInstance } from 'fastify';
import { registerTemplate, templateName } from '#mapping/template';
import { registers } from '#mapping/targets';
import type { TemplateList } from '#contract/templates';
import { refusal } from '#contract/problem';
import { principalOf } from '../access/authenticate.ts';
import { demand } from '../access/rights.ts';
import { XLSX } from '../plugins/mediaType.ts';

export function addTemplates(app: FastifyInstance): void {
  app.get('/api/templates', (request): TemplateList => {
    demand(principalOf(request), 'seeLoads');
    return {
      templates: [...registers.values()].map((register) => ({
        dataset: register.name,
        title: register.title,
        columns: Object.values(register.columns).map(({ title }) => title),
        file: templateName(register),
      })),
    };
  });

  app.get<{ Params: { dataset: string } }>('/api/templates/:dataset', async (request, reply) => {
    demand(principalOf(request), 'seeLoads');
    const register = registers.get(request.params.dataset);
    if (register === undefined) throw refusal('not-found', [request.params.dataset]);
    const name = encodeURIComponent(templateName(register));
    return reply
      .type(XLSX)
      .header(
        'content-disposition',
        `attachment; filename="${register.name}.xlsx"; filename*=UTF-8''${name}`,
      )
      .send(Buffer.from(await registerTemplate(register)));
  });
}
