import type { CheckStep } from '../../diagnostics/runChecks.ts';
import type { CommandContext } from '../context.ts';

/** What is being looked at, on one line of the terminal that is written over and taken away at the end. */
export class ProgressLine {
  private readonly context: Pick<CommandContext, 'complain' | 'isTerminal'>;
  private readonly underWay = new Map<string, string>();

  constructor(context: Pick<CommandContext, 'complain' | 'isTerminal'>) {
    this.context = context;
  }

  readonly step = (step: CheckStep): void => {
    if (step.kind === 'begun') this.underWay.set(step.id, step.title);
    else this.underWay.delete(step.report.id);
    this.say([...this.underWay.values()].join('、'));
  };

  end(): void {
    this.say('');
  }

  private say(text: string): void {
    if (!this.context.isTerminal) return;
    this.context.complain(`\r\u001b[K${text === '' ? '' : `点検中：${text}`}`);
  }
}
