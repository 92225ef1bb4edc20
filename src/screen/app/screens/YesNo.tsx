import { Press } from '../Press.tsx';

interface Props {
  /** `.yes` and `.no` are added to it. */
  readonly action: string;
  /** Id of the words that the answer is about. */
  readonly about: string;
  /** Null while it is open. */
  readonly answer: boolean | null;
  readonly yes: string;
  readonly no: string;
}

/** The answer for one thing in a list. Yes and no are marked in the same way once chosen. */
export function YesNo({ action, about, answer, yes, no }: Props) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be named by words that stand beside it
    <div class="pair" role="group" aria-labelledby={about}>
      <Press action={`${action}.yes`} class="half" checked={answer === true}>
        <span class="choice-mark" />
        {yes}
      </Press>
      <Press action={`${action}.no`} class="half" checked={answer === false}>
        <span class="choice-mark" />
        {no}
      </Press>
    </div>
  );
}
