/**
 * Why `listen` could not have its port: another program has it, or this user may not open it. Undefined for any other
 * error, which is a bug's.
 */
export function portTrouble(error: unknown): string | undefined {
  if (!(error instanceof Error && 'code' in error && 'port' in error)) return undefined;
  if (error.code === 'EADDRINUSE') return `port ${error.port} is taken by another program`;
  if (error.code === 'EACCES') return `port ${error.port} may not be opened by this user`;
  return undefined;
}
