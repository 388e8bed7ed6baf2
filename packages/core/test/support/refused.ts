import * as assert from 'uvu/assert';

/** Asserts that this is what `fail` gets. */
export function isFailure(result: object, errMsg: string, errno: number): void {
  assert.equal(result, { errMsg: `request:fail ${errMsg}`, errno });
}
