import type { Camera } from '../../../camera/camera.ts';
import type { SatTwice } from '../../../face/calibration/compared.ts';
import type { Sitting, Sittings } from '../../../face/calibration/sittings.ts';
import { underLimit } from '../../../kernel/linkedAbort.ts';
import { failed, ok, type Result } from '../../../problem/result.ts';
import type { Ask } from '../../askAtTerminal.ts';

/** A sitting that brought nothing by then is over, milliseconds. */
const longestMs = 10_000;

/** Persons are A, B, C …: nobody is asked for a name. */
export const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** What those who agree are told before. They read it; the terminal may be the technician's. */
export const announcement = `
この受付機のカメラと照明で、顔の照合がどのくらい合うかを測ります。
 ・お一人ずつ、数秒間カメラの前に立つことを2回していただきます。
 ・映像は保存しません。顔の特徴はこのプログラムのメモリーの中だけにあり、終わると消します。
 ・残るのは点数だけです。お名前は聞きません（A、B、C … と呼びます）。
 ・同意される方だけ、ご自身でEnterキーを押してください。やめるときはCtrl-C：何も残りません。

This measures how well the face match does with this camera and this light.
 - Each person stands before the camera for some seconds, twice.
 - Pictures are not stored. What describes a face is in this program's memory only, and erased at the end.
 - Scores are all that is left. Nobody's name is asked for (you are A, B, C …).
 - Press Enter yourself, and only if you agree. Ctrl-C stops, and leaves nothing.
`;

export interface PeopleInput {
  readonly camera: Camera;
  readonly sittings: Sittings;
  readonly most: number;
  readonly ask: Ask;
  readonly say: (text: string) => void;
  /** Ends everything, and nothing is left. */
  readonly stop: AbortSignal;
}

/**
 * People who agree one after the other, each by pressing Enter before each sitting, until there are `most` or nobody
 * else wants to. Who ends after one sitting is not counted. U-211; U-650 where it was stopped.
 */
export async function peopleAtCamera(input: PeopleInput): Promise<Result<readonly SatTwice[]>> {
  const { most, say, stop } = input;
  say(announcement);
  const people: SatTwice[] = [];
  for (const letter of letters.slice(0, most)) {
    const first = await sit(input, letter, 1);
    if (!first.ok) return first;
    const second = first.value && (await sit(input, letter, 2));
    if (second && !second.ok) return second;
    if (!first.value || !second?.value) break;
    people.push([first.value, second.value]);
  }
  return stop.aborted ? failed('U-650', 'stopped; nothing was kept') : ok(people);
}

/** Undefined where nobody agrees. */
async function sit(input: PeopleInput, letter: string, time: 1 | 2): Promise<Result<Sitting | undefined>> {
  const { ask, say, camera, sittings, stop } = input;
  for (;;) {
    const answer = await ask(question(letter, time), stop);
    if (answer === undefined || answer.trim().toLowerCase() === 'q') return ok(undefined);
    // Only an empty line is an agreement.
    if (answer !== '') continue;
    const sitting = await underLimit([stop], longestMs, (limit) => sittings.take(camera.stream(limit)));
    if (!sitting.ok || stop.aborted) return sitting;
    if (sitting.value.embeddings.length > 0) {
      say(`  終わりました / done: ${sitting.value.embeddings.length}\n`);
      return sitting;
    }
    say(
      `  使える映像がありませんでした / no picture could be used: ${[...new Set(sitting.value.notJudged)].join(', ')}\n`,
    );
  }
}

function question(letter: string, time: 1 | 2): string {
  const before =
    time === 1
      ? '同意して、カメラを見る / agree and look into the camera'
      : '一度離れて戻り、もう一度見る / step away, come back, look again';
  return `${letter} さん ${time}/2  ${before}: Enter   ここまで / no more people: q Enter > `;
}
