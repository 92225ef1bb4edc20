import type { ScreenId, View } from '../../screen/view.ts';
import type { RoomView } from '../audience.ts';
import { type Line, ours, type Wording } from './line.ts';

/** What the screen `S` says: aloud, and to whoever wears headphones, where that is more. */
export interface Script<S extends ScreenId> {
  /** Made of what a waiting room may know, and of nothing else. */
  readonly room: (view: RoomView<S>, words: Wording) => readonly Line[];
  /** Everything. Left out where it is the same. */
  readonly ear?: (view: Extract<View, { screen: S }>, words: Wording) => readonly Line[];
}

/** The screens `S`, each with what it says. */
export type ScriptsOf<S extends ScreenId> = { readonly [Each in S]: Script<Each> };

/** The answers with their numbers, by what each action is called, and how to choose where there is more than one. */
export function choices(names: Readonly<Record<string, string>>, { answers, voice }: Wording): readonly Line[] {
  const named = answers.flatMap((action, index) => {
    const name = names[action];
    return name === undefined ? [] : [ours(`choice.${index + 1}`, voice.choice(index + 1, name))];
  });
  return named.length > 1 ? [...named, ours('choose', voice.choose)] : named;
}
