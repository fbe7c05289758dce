/** In charge of the registers of a fiscal year as tables, in a fixed order. */
import { register as approvalRegister } from '../../../datasets/approvals/dataset.ts';
import { register as bondRegister } from '../../../datasets/bonds/dataset.ts';
import { register as capacityRegister } from '../../../datasets/capacity/dataset.ts';
import { register as companyRegister } from '../../../datasets/companies/dataset.ts';
import { register as contractRegister } from '../../../datasets/contracts/dataset.ts';
import { register as estimateRegister } from '../../../datasets/estimates/dataset.ts';
import { register as grantRegister } from '../../../datasets/grants/dataset.ts';
import { register as meetingRegister } from '../../../datasets/meetings/dataset.ts';
import { register as milestoneRegister } from '../../../datasets/milestones/dataset.ts';
import { register as nontaxRegister } from '../../../datasets/nontax/dataset.ts';
import { register as performanceRegister } from '../../../datasets/performance/dataset.ts';
import { register as procurementRegister } from '../../../datasets/procurements/dataset.ts';
import { register as repaymentRegister } from '../../../datasets/repayments/dataset.ts';
import { register as resolutionRegister } from '../../../datasets/resolutions/dataset.ts';
import type { Register } from '#model/register';
import type { Table } from '../tables.ts';
import { approvals } from './approvals.ts';
import { capacity } from './capacity.ts';
import { companies } from './companies.ts';
import { bonds, repayments } from './debt.ts';
import { grants } from './grants.ts';
import { meetings } from './meetings.ts';
import { nontax } from './nontax.ts';
import type { Office } from './office.ts';
import { performance } from './performance.ts';
import { contracts, procurements } from './procurement.ts';
import { estimates, milestones } from './progress.ts';
import { registerText, type Entry } from './registerTable.ts';
import { resolutions } from './resolutions.ts';

/** Registers without entries in the year are left out. */
export function registersOf(office: Office): readonly Table[] {
  const table = <Kept extends Register>(
    register: Kept,
    entries: readonly Entry<Kept>[],
  ): readonly Table[] =>
    entries.length === 0
      ? []
      : [{ name: register.name, text: registerText(register, office.year, entries) }];
  return [
    ...table(resolutionRegister, resolutions(office)),
    ...table(approvalRegister, approvals(office)),
    ...table(grantRegister, grants(office)),
    ...table(bondRegister, bonds(office)),
    ...table(repaymentRegister, repayments(office)),
    ...table(capacityRegister, capacity(office)),
    ...table(procurementRegister, procurements(office)),
    ...table(contractRegister, contracts(office)),
    ...table(meetingRegister, meetings(office)),
    ...table(nontaxRegister, nontax(office)),
    ...table(companyRegister, companies(office)),
    ...table(performanceRegister, performance(office)),
    ...table(milestoneRegister, milestones(office)),
    ...table(estimateRegister, estimates(office)),
  ];
}
