import { useState } from 'preact/hooks';
import type { Act } from './act.ts';
import { api, type DockPerson } from './api.ts';
import { grouped } from './groups.ts';

interface Props {
  readonly people: readonly DockPerson[];
  /** Whose card lies on the reader. */
  readonly card: string | null;
  /** Whose phone is held to the other one. */
  readonly phone: string | null;
  readonly act: Act;
}

/** The people, by what they are for. Pressing one puts their card on the reader, and the person before the camera. */
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
  const hold = (person: string): Promise<void> =>
    act(async () => {
      if (person === phone) return api.removePhone();
      if (together) await api.showCamera({ person });
      return api.holdPhone(person);
    });

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
      {grouped(people).map((group) => (
        <div key={group.title}>
          <h3>{group.title}</h3>
          <ul class="people">
            {group.people.map((person) => (
              <li key={person.id}>
                <Card person={person} isThere={person.id === card} onPress={() => void stepUp(person.id)} />
                {person.tags.includes('phone') && (
                  <button
                    type="button"
                    class="phone"
                    data-phone={person.id}
                    aria-pressed={person.id === phone}
                    onClick={() => void hold(person.id)}
                  >
                    {person.id === phone ? 'Take the phone away' : `Hold the ${kindOf(person)} to the second reader`}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

interface CardProps {
  readonly person: DockPerson;
  readonly isThere: boolean;
  readonly onPress: () => void;
}

function Card({ person: { id, name, summary, summaryEn, pin, tags }, isThere, onPress }: CardProps) {
  return (
    <button
      type="button"
      data-person={id}
      aria-pressed={isThere}
      onClick={onPress}
      title={[summaryEn, ...tags].join(' · ')}
    >
      <img src={`/api/people/${id}/portrait.jpg`} alt="" width="64" height="64" loading="lazy" />
      <span class="who">
        <b>{name}</b>
        <small>{summary}</small>
        <small>{summaryEn}</small>
      </span>
      <span class="pin">
        <small>PIN</small>
        {pin === '' ? 'none' : pin}
      </span>
    </button>
  );
}

function kindOf({ tags }: DockPerson): string {
  return tags.includes('iphone') ? 'iPhone' : 'Android phone';
}
