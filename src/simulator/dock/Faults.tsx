import { useState } from 'preact/hooks';
import { api, type Fault } from './api.ts';
import type { Act } from './Dock.tsx';

interface Props {
  /** Every kind of fault by what it befalls. */
  readonly known: Readonly<Record<string, readonly string[]>>;
  readonly armed: readonly Fault[];
  readonly act: Act;
}

/** What may go wrong: once, or until it is cleared. */
export function Faults({ known, armed, act }: Props) {
  const [lasting, setLasting] = useState(true);
  const isArmed = (target: string, kind: string): boolean =>
    armed.some((fault) => fault.target === target && fault.kind === kind);
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
        {Object.entries(known).map(([target, kinds]) => (
          <div key={target}>
            <dt>{target}</dt>
            <dd>
              {kinds.map((kind) => (
                <button
                  type="button"
                  key={kind}
                  aria-pressed={isArmed(target, kind)}
                  onClick={() => void act(() => api.armFault(target, kind, lasting ? 'until-cleared' : 1))}
                >
                  {kind}
                </button>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
