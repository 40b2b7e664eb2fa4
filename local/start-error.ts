/** Why the stack cannot start, said so that a person can mend it: the variable, file or folder, and what is wrong with it. */
export class StartError extends Error {
  override name = 'StartError';
}
