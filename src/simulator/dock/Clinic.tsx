import type { DockPerson, HeldReception, ShownQuestion } from './api.ts';

interface Props {
  readonly receptions: readonly HeldReception[];
  readonly questions: readonly ShownQuestion[];
  readonly people: readonly DockPerson[];
}

const shown = 8;
const methods: Readonly<Record<string, string>> = { pin: 'PIN', face: 'face', visual: 'staff', phone: 'phone' };

/** What arrived at the clinic's system, and what the eligibility gateway was asked; newest first. */
export function Clinic({ receptions, questions, people }: Props) {
  const nameOf = (id: string | null): string => people.find((person) => person.id === id)?.name ?? 'unknown';
  return (
    <>
      <section>
        <h2>
          Clinic system <span class="count">{receptions.length}</span>
        </h2>
        {receptions.length === 0 && <p class="empty">No reception has arrived yet.</p>}
        <ol class="log">
          {receptions
            .toReversed()
            .slice(0, shown)
            .map(({ idempotencyKey, receivedAt, deliveries, reception }) => (
              <li key={idempotencyKey}>
                <time>{timeOf(receivedAt)}</time>
                <b>{reception.eligibility?.name || reception.person?.name || 'not known yet'}</b>
                <small>
                  {whatIsKnown(reception)}
                  {byWhat(reception.holder?.method)}, shares {agreedIn(reception)}
                  {deliveries > 1 && `, offered ${deliveries} times`}
                </small>
              </li>
            ))}
        </ol>
      </section>
      <section>
        <h2>
          Eligibility gateway <span class="count">{questions.length}</span>
        </h2>
        {questions.length === 0 && <p class="empty">Nothing has been asked yet.</p>}
        <ol class="log">
          {questions
            .toReversed()
            .slice(0, shown)
            .map(({ requestId, receivedAt, service, person, method, outcome }) => (
              <li key={requestId}>
                <time>{timeOf(receivedAt)}</time>
                <b>{nameOf(person)}</b>
                <small>
                  {service}: {outcome}
                  {byWhat(method)}
                </small>
              </li>
            ))}
        </ol>
      </section>
    </>
  );
}

function whatIsKnown({ version, status, eligibility, link }: HeldReception['reception']): string {
  const known = link.kind === 'mismatch' ? 'link mismatch, held back' : (eligibility?.validity ?? status);
  return version === 1 ? known : `version ${version}: ${known}`;
}

function byWhat(method: string | null | undefined): string {
  return method ? `, by ${methods[method] ?? method}` : '';
}

function agreedIn({ consents }: HeldReception['reception']): string {
  const agreed = consents.filter((each) => each.agreed).map(({ item }) => item);
  if (agreed.length === 0) return 'nothing';
  return agreed.length === consents.length ? 'everything' : agreed.join(', ');
}

function timeOf(iso: string): string {
  return new Date(iso).toLocaleTimeString('ja-JP');
}
