/** What the tea house's server sends besides JSON. */

const seal = `
................
....#..#..#.....
.....#..#..#....
....#..#..#.....
................
.############...
.##############.
.############.##
.############..#
.############.##
.##############.
..##########....
...########.....
................
##############..
.############...`
  .trim()
  .split('\n');

/** 16 × 16 pixels, one bit each: 32 bytes. */
export const sealBytes = Uint8Array.from(
  seal.flatMap(row => [row.slice(0, 8), row.slice(8)]),
  bits => parseInt(bits.replaceAll('.', '0').replaceAll('#', '1'), 2),
);

const blocks = [' ', '▄', '▀', '█'];

/**
 * Two rows of pixels to a line of text.
 * @param {ArrayBuffer} data
 */
export function pixels(data) {
  const view = new DataView(data);
  const bit = (row, column) => (view.getUint16(2 * row) >> (15 - column)) & 1;
  const line = row =>
    Array.from({ length: 16 }, (_, column) => blocks[2 * bit(row, column) + bit(row + 1, column)]).join('');
  return Array.from({ length: data.byteLength / 4 }, (_, index) => `${line(2 * index)}\n`).join('');
}

export const teapot = String.raw`
            )   )
           (   (
         ___)___)___
    ___  \_________/  __
   (   \ /         \_/ /
    \   |    茶    |  /
     \__|          |_/
         \________/
`.slice(1);
