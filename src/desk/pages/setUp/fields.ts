import { type Fragment, type Html, html } from '../../../kernel/html.ts';
import type { Choice, Field } from '../../../setup/step.ts';

/** A field of a step, with what is wrong with it where something is. */
export function fieldShown(field: Field, fault: string | undefined): Html {
  const { name, label, help } = field;
  const marks = html`${fault !== undefined && html` aria-invalid="true" aria-describedby="${name}-fault"`}`;
  const said = fault !== undefined && html`<strong class="fault" id="${name}-fault">${fault}</strong>`;
  const head = html`${label} ${help !== undefined && html`<small>${help}</small>`}`;
  switch (field.kind) {
    case 'line': {
      const { value, input, most, example, needed } = field;
      const mode = input === 'numeric' ? 'numeric' : input === 'url' ? 'url' : 'text';
      return html`<label${input === 'time' && html` class="time"`}>${head}
  <input name="${name}" value="${value}" inputmode="${mode}" autocomplete="off"${
    most !== undefined && html` maxlength="${most}"`
  }${example !== undefined && html` placeholder="例 ${example}"`}${needed && html` required`}${marks}>${said}</label>`;
    }
    case 'text': {
      const { value, file } = field;
      return html`<label>${head}
  <textarea name="${name}" rows="${value === '' ? 3 : 6}" spellcheck="false" autocomplete="off" id="field-${name}"${marks}>
${value}</textarea>${said}</label>${
        file !== '' &&
        html`<label class="file" hidden>ファイルから読む <input type="file" accept="${file}" data-into="field-${name}"></label>`
      }`;
    }
    case 'secret':
      return html`<label>${head}${field.isKept && html` <small>登録済みです。変えないときは空欄にします。</small>`}
  <textarea name="${name}" rows="2" spellcheck="false" autocomplete="off"${marks}></textarea>${said}</label>`;
    case 'password':
      return html`<label>${head}
  <input name="${name}" type="password" autocomplete="new-password" minlength="12" maxlength="128" required${marks}>${said}</label>`;
    case 'one':
      return group(
        head,
        said,
        field.choices.map((choice) => choiceShown('radio', name, choice, choice.value === field.value)),
      );
    case 'several':
      return group(
        head,
        said,
        field.choices.map((choice) => choiceShown('checkbox', `${name}[]`, choice, field.value.includes(choice.value))),
        field.choices.every(({ label: word }) => word.length < 3),
      );
  }
}

function group(head: Html, said: Fragment, choices: readonly Html[], isShort = false): Html {
  return html`<fieldset${isShort && html` class="short"`}><legend>${head}</legend>${choices}${said}</fieldset>`;
}

function choiceShown(
  type: 'radio' | 'checkbox',
  name: string,
  { value, label, help }: Choice,
  isChosen: boolean,
): Html {
  return html`<label class="choice"><input type="${type}" name="${name}" value="${value}"${isChosen && html` checked`}> ${label}${
    help !== undefined && html` <small>${help}</small>`
  }</label>`;
}
