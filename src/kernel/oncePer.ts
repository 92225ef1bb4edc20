/**
 * `make`, called once for each `key` however often it is asked for. For what takes longer to make than to use, such as
 * the statements of a database. What was made is held as long as its key is.
 */
export function oncePer<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new WeakMap<Key, { readonly made: Made }>();
  return (key) => {
    const known = made.get(key) ?? { made: make(key) };
    made.set(key, known);
    return known.made;
  };
}
