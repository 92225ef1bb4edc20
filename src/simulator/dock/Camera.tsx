import { api, type DockPerson, type Scene } from './api.ts';
import type { Act } from './Dock.tsx';

interface Props {
  readonly people: readonly DockPerson[];
  readonly scene: Scene;
  readonly act: Act;
}

/** What the camera sees, apart from whose card lies there. */
export function Camera({ people, scene, act }: Props) {
  const choose = (value: string): Promise<void> => act(() => api.showCamera(sceneOf(value)));
  return (
    <section>
      <h2>Before the camera</h2>
      <select value={optionOf(scene)} onChange={(event) => void choose(event.currentTarget.value)}>
        <option value="none">nobody</option>
        <optgroup label="a person">
          {people.map(({ id, name }) => (
            <option key={id} value={`person:${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
        <optgroup label="a print held up">
          {people.map(({ id, name }) => (
            <option key={id} value={`spoof:${id}`}>
              print of {name}
            </option>
          ))}
        </optgroup>
        {'image' in scene && <option value={`image:${scene.image}`}>{scene.image}</option>}
      </select>
    </section>
  );
}

function optionOf(scene: Scene): string {
  if ('person' in scene) return `person:${scene.person}`;
  if ('spoof' in scene) return `spoof:${scene.spoof}`;
  if ('image' in scene) return `image:${scene.image}`;
  return 'none';
}

function sceneOf(value: string): Scene {
  const [kind, id = ''] = value.split(':');
  if (kind === 'person') return { person: id };
  if (kind === 'spoof') return { spoof: id };
  if (kind === 'image') return { image: id };
  return { none: true };
}
