/** HTML or SVG that is finished: its texts are escaped. Made by {@link element} and {@link together} alone. */
export interface Markup {
  readonly markup: string;
}

type Attributes = Readonly<Record<string, string | number | undefined>>;

/** One element; attributes that are undefined are left out, empty children too. */
export function element(name: string, attributes: Attributes, ...children: readonly (Markup | string)[]): Markup {
  const given = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${escaped(typeof value === 'number' ? short(value) : value)}"`],
  );
  const inside = children.map((child) => (typeof child === 'string' ? escaped(child) : child.markup)).join('');
  return { markup: `<${name}${given.join('')}>${inside}</${name}>` };
}

/** Several beside each other. */
export function together(...parts: readonly Markup[]): Markup {
  return { markup: parts.map(({ markup }) => markup).join('') };
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

/** A tenth of a pixel is enough. */
function short(value: number): string {
  return `${Number(value.toFixed(1))}`;
}
