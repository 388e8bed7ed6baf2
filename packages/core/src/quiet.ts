/** The same function, without its exceptions: for what has nobody left to tell, and must stop nothing. */
export function quiet<Args extends readonly unknown[]>(
  run: (...args: Args) => void,
): (...args: Args) => void {
  return (...args) => {
    try {
      run(...args);
    } catch {
      // Whoever asks for this says why it may be lost.
    }
  };
}
