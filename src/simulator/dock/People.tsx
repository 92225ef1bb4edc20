import { useState } from 'preact/hooks';
import { api, type DockPerson } from './api.ts';
import type { Act } from './Dock.tsx';

interface Props {
  readonly people: readonly DockPerson[];
  /** Whose card lies on the reader. */
  readonly card: string | null;
  /** Whose phone is held to the other one. */
  readonly phone: string | null;
  readonly act: Act;
}

/** The people. Pressing one puts their card on the reader, and the person before the camera. */
export function People({ people, card, phone, act }: Props) {
  const [together, setTogether] = useState(true);

  const stepUp = (person: string): Promise<void> =>
    act(async () => {
      if (together) await api.showCamera({ person });
      await api.insertCard(person);
    });
  const leave = (): Promise<void> =>
    act(async () => {
      await api.removeCard();
      if (together) await api.showCamera({ none: true });
    });

  const owners = people.filter(({ tags }) => tags.includes('phone'));

  return (
    <section>
      <div class="heading">
        <h2>People and their cards</h2>
        <button type="button" class="strong" disabled={card === null} onClick={() => void leave()}>
          Take card away
        </button>
      </div>
      <label class="check">
        <input type="checkbox" checked={together} onChange={(event) => setTogether(event.currentTarget.checked)} />
        the person also stands before the camera
      </label>
      <ul class="people">
        {people.map(({ id, name, summary, summaryEn, pin }) => (
          <li key={id}>
            <button type="button" aria-pressed={id === card} onClick={() => void stepUp(id)} title={summaryEn}>
              <img src={`/api/people/${id}/portrait.jpg`} alt="" width="64" height="64" />
              <span class="who">
                <b>{name}</b>
                <small>{summary}</small>
              </span>
              <span class="pin">
                <small>PIN</small>
                {pin}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div class="choice">
        {owners.map(({ id, name }) => (
          <button
            type="button"
            key={id}
            aria-pressed={id === phone}
            onClick={() => void act(() => (id === phone ? api.removePhone() : api.holdPhone(id)))}
          >
            Hold the phone of {name}
          </button>
        ))}
      </div>
    </section>
  );
}
