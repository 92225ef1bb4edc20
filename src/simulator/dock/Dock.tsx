import { useCallback, useEffect, useState } from 'preact/hooks';
import { api, type DockData, type DockPerson, type KnownFaults } from './api.ts';
import { Camera } from './Camera.tsx';
import { Clinic } from './Clinic.tsx';
import { Faults } from './Faults.tsx';
import { People } from './People.tsx';
import { Stage } from './Stage.tsx';

const pollMs = 1_000;
const nothing: DockData = {
  state: { card: null, phone: null, camera: { none: true }, faults: [], screenUrl: null, mirrorUrl: null },
  receptions: [],
  questions: [],
};

/** The whole dock: people and camera on the left, the patient's screen in the middle, the world on the right. */
export function Dock() {
  const [people, setPeople] = useState<readonly DockPerson[]>([]);
  const [known, setKnown] = useState<KnownFaults>({ kinds: {}, services: [] });
  const [data, setData] = useState<DockData>(nothing);
  const [trouble, setTrouble] = useState<string | null>(null);

  /** Does something to the world, then looks at it again; what goes wrong is said on the page. */
  const act = useCallback(async (work?: () => Promise<unknown>) => {
    try {
      await work?.();
      setData(await api.data());
      setTrouble(null);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  }, []);

  useEffect(() => {
    void act(async () => {
      setPeople(await api.people());
      setKnown(await api.knownFaults());
    });
    const timer = setInterval(() => void act(), pollMs);
    return () => clearInterval(timer);
  }, [act]);

  const { state, receptions, questions } = data;
  return (
    <div class="dock">
      <header>
        <h1>
          Uketsuke <span>simulator</span>
        </h1>
        <p>
          Everything around the kiosk, simulated. All people are invented and drawn. <b>見本</b>
        </p>
        {trouble && <p class="trouble">The simulator does not answer: {trouble}</p>}
      </header>
      <aside>
        <People people={people} card={state.card} phone={state.phone} act={act} />
        <Camera people={people} scene={state.camera} act={act} />
      </aside>
      <main>
        <Stage screenUrl={state.screenUrl} mirrorUrl={state.mirrorUrl} />
      </main>
      <aside>
        <Clinic receptions={receptions} questions={questions} people={people} />
        <Faults known={known} armed={state.faults} act={act} />
      </aside>
    </div>
  );
}
