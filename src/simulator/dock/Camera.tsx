import { useEffect, useState } from 'preact/hooks';
import { acts } from '../camera/acts.ts';
import { type CameraScene, spoofKinds } from '../camera/scene.ts';
import { scriptNames } from '../camera/scripts.ts';
import type { Act } from './act.ts';
import { api, type DockPerson } from './api.ts';

interface Props {
  readonly people: readonly DockPerson[];
  readonly scene: CameraScene;
  readonly act: Act;
}

/** How long somebody does what they are told before they do as the kiosk asks again, seconds. */
const actSeconds = 20;
const inPerson = 'in-person';

/** What the camera sees, apart from whose card lies there: who, and in what way. */
export function Camera({ people, scene, act }: Props) {
  // What was just chosen, until the simulator says that it is so: the next choice builds on it.
  const [wanted, setWanted] = useState<CameraScene>();
  const shown = JSON.stringify(scene);
  useEffect(() => setWanted(undefined), [shown]);
  const show = (nextWho: string, nextHow: string): Promise<void> => {
    const next = sceneOf(nextWho, nextHow);
    setWanted(next);
    return act(() => api.showCamera(next));
  };
  const [who, how] = [whoIn(wanted ?? scene), howIn(wanted ?? scene)];
  return (
    <section>
      <h2>Before the camera</h2>
      <div class="camera">
        <select aria-label="who" value={who} onChange={(event) => void show(event.currentTarget.value, how)}>
          <option value="">nobody</option>
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
          {'image' in scene && <option value={who}>{scene.image}</option>}
        </select>
        <select
          aria-label="how"
          value={how}
          disabled={who === '' || 'image' in scene}
          onChange={(event) => void show(who, event.currentTarget.value)}
        >
          <option value={inPerson}>does as the kiosk asks</option>
          <optgroup label="comes as">
            {scriptNames.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </optgroup>
          <optgroup label={`first, for ${actSeconds} s`}>
            {acts.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </optgroup>
          <optgroup label="not there, only held up">
            {spoofKinds.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </optgroup>
        </select>
      </div>
    </section>
  );
}

function whoIn(scene: CameraScene): string {
  if ('person' in scene) return scene.person;
  if ('spoof' in scene) return scene.spoof;
  return 'image' in scene ? scene.image : '';
}

function howIn(scene: CameraScene): string {
  if ('spoof' in scene) return scene.as ?? spoofKinds[0];
  if (!('person' in scene)) return inPerson;
  return typeof scene.script === 'string' ? scene.script : (scene.script?.[0]?.do ?? inPerson);
}

function sceneOf(who: string, how: string): CameraScene {
  if (who === '') return { none: true };
  const as = spoofKinds.find((each) => each === how);
  if (as) return { spoof: who, as };
  const script = scriptNames.find((each) => each === how);
  if (script) return { person: who, script };
  const does = acts.find((each) => each === how);
  return does ? { person: who, script: [{ do: does, seconds: actSeconds }] } : { person: who };
}
