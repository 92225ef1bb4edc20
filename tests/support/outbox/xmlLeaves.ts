import { SaxesParser } from 'saxes';

/** The texts of an XML file by the path of their element; the last where there are several. */
export function xmlLeaves(xml: string): Record<string, string> {
  return Object.fromEntries(xmlLeafList(xml));
}

/** Every text of an XML file with the path of its element, in order, read by another parser than the product's own. */
export function xmlLeafList(xml: string): readonly (readonly [path: string, text: string])[] {
  const leaves: [string, string][] = [];
  const path: string[] = [];
  let text = '';
  let leaf = false;
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name }) => {
    path.push(name);
    text = '';
    leaf = true;
  });
  parser.on('text', (piece) => {
    text += piece;
  });
  parser.on('closetag', () => {
    if (leaf) leaves.push([path.join('/'), text]);
    leaf = false;
    path.pop();
  });
  parser.write(xml).close();
  return leaves;
}
