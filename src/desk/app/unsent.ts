/** A field that somebody filled in and did not send. */
export interface TypedField {
  /** Which field it is, on this page. */
  readonly name: string;
  readonly value: string;
  /** Of what is ticked, not typed. */
  readonly checked: boolean | undefined;
}

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What was typed and ticked on a page that is not as it came. Never a password. */
export function typedIn(page: HTMLElement): readonly TypedField[] {
  return fieldsIn(page).flatMap((field) => {
    const checked = isTick(field) ? field.checked : undefined;
    return isChanged(field) ? [{ name: nameOf(field), value: field.value, checked }] : [];
  });
}

/** Puts it back into the same page as it comes anew. */
export function typeInto(page: HTMLElement, typed: readonly TypedField[]): void {
  const before = new Map(typed.map((each) => [each.name, each]));
  for (const field of fieldsIn(page)) {
    const held = before.get(nameOf(field));
    if (!held) continue;
    if (held.checked === undefined) field.value = held.value;
    else if (isTick(field)) field.checked = held.checked;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

function fieldsIn(page: HTMLElement): readonly Field[] {
  return [...page.querySelectorAll<Field>('input:not([type="hidden"], [type="password"]), select, textarea')];
}

function isChanged(field: Field): boolean {
  if (field instanceof HTMLSelectElement)
    return [...field.options].some((each) => each.selected !== each.defaultSelected);
  return isTick(field) ? field.checked !== field.defaultChecked : field.value !== field.defaultValue;
}

function nameOf(field: Field): string {
  return [field.form?.getAttribute('action') ?? '', field.id, field.name, isTick(field) ? field.value : ''].join(' ');
}

function isTick(field: Field): field is HTMLInputElement {
  return field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type);
}
