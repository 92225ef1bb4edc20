/** Folders in which programs are looked for, as this process was given them. */
export function programFolders(): string {
  return process.env.PATH ?? '';
}
