/** Sets an ordinary property of the object's own, whatever its name is and whatever the object inherits. */
export function define(target: object, name: string, value: unknown): void {
  Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: true });
}
