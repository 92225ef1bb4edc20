import { drawnMachine } from '../../src/visit/drawnMachine.ts';
import { auditEventsPage } from './auditEventsPage.ts';
import { commandsPage } from './commandsPage.ts';
import { configurationPage } from './configurationPage.ts';
import { errorPage } from './errorPage.ts';
import { faultTreePage } from './faultTreePage.ts';
import { statechartDot } from './statechartDot.ts';
import { statechartSvg } from './statechartSvg.ts';

/** What docs/reference holds by file name, each made from the code it tells of. */
export const referencePages: Readonly<Record<string, () => string | Promise<string>>> = {
  'audit-events.md': auditEventsPage,
  'commands.md': commandsPage,
  'configuration.md': configurationPage,
  'errors.md': errorPage,
  'fault-tree.md': faultTreePage,
  'statechart.svg': () => statechartSvg(statechartDot(drawnMachine())),
};
