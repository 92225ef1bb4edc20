import { useState } from 'preact/hooks';
import type { Act } from './act.ts';
import { api, type Fault, type KnownFaults } from './api.ts';

interface Props {
  readonly known: KnownFaults;
  readonly armed: readonly Fault[];
  readonly act: Act;
}

/** Stands for the gateway as a whole where one of its services could stand. */
const wholeSystem = '';

/** What may go wrong: once, or until it is cleared; of the gateway one service, or all of it. */
export function Faults({ known, armed, act }: Props) {
  const [lasting, setLasting] = useState(true);
  const [service, setService] = useState(wholeSystem);
  const serviceOf = (target: string) => (target === 'gateway' && service !== wholeSystem ? service : undefined);
  const isArmed = (target: string, kind: string): boolean =>
    armed.some((fault) => fault.target === target && fault.kind === kind && fault.service === serviceOf(target));
  return (
    <section>
      <div class="heading">
        <h2>Faults</h2>
        <button
          type="button"
          class="strong"
          disabled={armed.length === 0}
          onClick={() => void act(() => api.clearFaults())}
        >
          Clear all
        </button>
      </div>
      <label class="check">
        <input type="checkbox" checked={lasting} onChange={(event) => setLasting(event.currentTarget.checked)} />
        until cleared (otherwise once)
      </label>
      <dl class="faults">
        {Object.entries(known.kinds).map(([target, kinds]) => (
          <div key={target}>
            <dt>{target}</dt>
            <dd>
              {target === 'gateway' && (
                <select
                  aria-label="service of the gateway"
                  value={service}
                  onChange={(event) => setService(event.currentTarget.value)}
                >
                  <option value={wholeSystem}>the whole system</option>
                  {known.services.map((each) => (
                    <option key={each} value={each}>
                      only {each}
                    </option>
                  ))}
                </select>
              )}
              {kinds.map((kind) => (
                <button
                  type="button"
                  key={kind}
                  aria-pressed={isArmed(target, kind)}
                  onClick={() =>
                    void act(() => api.armFault(target, kind, lasting ? 'until-cleared' : 1, serviceOf(target)))
                  }
                >
                  {kind}
                </button>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      {armed.length > 0 && (
        <ul class="armed">
          {armed.map(({ target, kind, service: one, left }, index) => (
            <li key={index}>
              {target} {one && `(${one}) `}
              {kind}: {left === 'until-cleared' ? 'until cleared' : `${left} more`}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
