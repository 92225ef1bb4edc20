import { SaxesParser } from 'saxes';

/** The texts of an XML file by the path of their element, read by another parser than the product's own. */
export function xmlLeaves(xml: string): Record<string, string> {
  const leaves: Record<string, string> = {};
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
    if (leaf) leaves[path.join('/')] = text;
    leaf = false;
    path.pop();
  });
  parser.write(xml).close();
  return leaves;
}
