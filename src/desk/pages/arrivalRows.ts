import { randomBytes } from 'node:crypto';
import { type Html, html } from '../../kernel/html.ts';
import type { Arrival } from '../../outbox/arrivals.ts';
import type { KanjiVariants } from '../../reception/link/kanjiVariants.ts';
import type { Reception } from '../../reception/reception.ts';
import { findableText } from '../receptions/findable.ts';
import { type ListedArrival, visitsOfDay } from '../receptions/listed.ts';
import { type ArrivalSummary, summaryOf } from '../receptions/shown.ts';
import type { ArrivalColumn } from './arrivalColumns.ts';
import { marksOf } from './arrivalMarks.ts';

/** How a clinic's list is written. */
export interface RowSettings {
  readonly columns: readonly ArrivalColumn[];
  /** By which a kanji is found in its common form. */
  readonly variants: KanjiVariants;
}

/** The lines of a list, and the mark by which a page that has them says so. */
export interface Rows {
  /** Whole lines; of those that the page has, only which. */
  readonly lines: readonly Html[];
  readonly mark: string;
}

/** A line as it was written last. */
interface Written {
  readonly from: string;
  readonly line: Html;
  /** The how-manieth change of the list brought it. */
  readonly change: number;
  /** From when and until when time alone changes nothing in it, milliseconds since the epoch. */
  readonly at: number;
  readonly until: number;
}

/**
 * The lines of today's list, each written once and again only when something about it has changed: an arrival changes
 * one of five hundred, and every desk asks for the list. A page that still has the list of an earlier mark gets the
 * lines since.
 */
export class ArrivalRows {
  private readonly settings: RowSettings;
  /** Gone together with the reception it was written from. */
  private readonly written = new WeakMap<Reception, Written>();
  private readonly start = randomBytes(6).toString('hex');
  private changes = 0;

  constructor(settings: RowSettings) {
    this.settings = settings;
  }

  /** @param had the mark of the list that the page has */
  of(arrivals: readonly Arrival[], now: number, had = ''): Rows {
    const visits = visitsOfDay(arrivals.map(({ reception }) => reception));
    const written = arrivals.map((arrival) => this.line(arrival, visits.get(arrival.reception.id) ?? 1, now));
    const [start, change] = had.split('-');
    const since = start === this.start ? Number(change) : Number.NaN;
    return {
      lines: written.map((each, index) =>
        each.change <= since ? html`<tr data-row="${arrivals[index]?.reception.id}"></tr>` : each.line,
      ),
      mark: `${this.start}-${this.changes}`,
    };
  }

  private line(arrival: Arrival, visitOfDay: number, now: number): Written {
    const { reception, deliveries } = arrival;
    const from = [visitOfDay, ...deliveries.map(({ sink, state }) => `${sink} ${state}`)].join();
    const before = this.written.get(reception);
    if (before && before.from === from && now >= before.at && now < before.until) return before;
    const listed = { ...summaryOf(arrival, now), visitOfDay };
    const line = this.write(listed);
    const isSame = before?.line.text === line.text;
    if (!isSame) this.changes += 1;
    const change = isSame ? before.change : this.changes;
    const written: Written = { from, line, change, at: now, until: changesAt(listed) };
    this.written.set(reception, written);
    return written;
  }

  private write(arrival: ListedArrival): Html {
    const { columns, variants } = this.settings;
    const found = findableText(arrival, variants);
    return html`<tr class="${arrival.state}" data-row="${arrival.id}" data-find="${found}" data-marks="${marksOf(arrival).join(' ')}">
${columns.map(({ id, cell }) =>
  id === 'name'
    ? html`<th scope="row" class="name">${cell(arrival)}</th>`
    : html`<td class="${id}">${cell(arrival)}</td>`,
)}
</tr>`;
  }
}

/** The next moment in which something may be viewed, or may not any more. */
function changesAt({ consents }: ArrivalSummary): number {
  const moments = consents.map(({ viewing, answeredAt }) => {
    if (viewing.allowed) return Date.parse(viewing.until);
    return viewing.why === 'not-yet' ? Date.parse(answeredAt) : Number.POSITIVE_INFINITY;
  });
  return Math.min(Number.POSITIVE_INFINITY, ...moments);
}
