// A floor plan of five places from the doors between them.

/** A room: where it begins and its size, on a plan 6 wide and 4 high.
 * @typedef {readonly [number, number, number, number]} Room */
/** A door: its middle, whether the wall goes down, and the rooms.
 * @typedef {{ x: number, y: number, upright: boolean }} Door */

const WIDTH = 6;
const HEIGHT = 4;

/** Ways to divide a floor into five. @type {readonly (readonly Room[])[]} */
const FLOORS = [
  [
    [0, 0, 3, 1.5],
    [3, 0, 3, 1.5],
    [0, 1.5, 6, 1],
    [0, 2.5, 3, 1.5],
    [3, 2.5, 3, 1.5],
  ],
  [
    [0, 0, 3, 2],
    [3, 0, 3, 2],
    [0, 2, 2, 2],
    [2, 2, 2, 2],
    [4, 2, 2, 2],
  ],
  [
    [0, 0, 2, 4],
    [2, 0, 2, 2],
    [4, 0, 2, 2],
    [2, 2, 2, 2],
    [4, 2, 2, 2],
  ],
  [
    [0, 0, 4, 1.2],
    [4, 0, 2, 2.8],
    [2, 2.8, 4, 1.2],
    [0, 1.2, 2, 2.8],
    [2, 1.2, 2, 1.6],
  ],
  [
    [0, 0, 6, 1],
    [0, 1, 3, 1.5],
    [3, 1, 3, 1.5],
    [0, 2.5, 3, 1.5],
    [3, 2.5, 3, 1.5],
  ],
];

/** How far two stretches overlap, and the middle of that. @param {number} a @param {number} sizeA @param {number} b @param {number} sizeB */
function shared(a, sizeA, b, sizeB) {
  const from = Math.max(a, b);
  const to = Math.min(a + sizeA, b + sizeB);
  return { length: to - from, middle: (from + to) / 2 };
}

/** The door between two rooms; undefined when no wall is common to them. @param {Room} a @param {Room} b @returns {Door | undefined} */
function doorway([ax, ay, aw, ah], [bx, by, bw, bh]) {
  const down = shared(ay, ah, by, bh);
  const across = shared(ax, aw, bx, bw);
  const near = (/** @type {number} */ one, /** @type {number} */ other) => Math.abs(one - other) < 0.01;
  if (down.length > 0.5 && (near(ax + aw, bx) || near(bx + bw, ax)))
    return { x: Math.max(ax, bx), y: down.middle, upright: true };
  if (across.length > 0.5 && (near(ay + ah, by) || near(by + bh, ay)))
    return { x: across.middle, y: Math.max(ay, by), upright: false };
  return undefined;
}

/** All orders of the numbers below n. @param {number} n @returns {number[][]} */
function orders(n) {
  if (n === 0) return [[]];
  return orders(n - 1).flatMap((order) => Array.from({ length: n }, (_, at) => order.toSpliced(at, 0, n - 1)));
}

/**
 * The plan on which every door is in a wall; undefined when there is none.
 * @param {readonly { id: string, doors: readonly string[] | null }[]} places five
 * @returns {{ rooms: Room[], doors: Door[] } | undefined} rooms as places are, and parts of the whole, 0 to 1
 */
export function plan(places) {
  const pairs = places.flatMap(({ doors }, at) =>
    (doors ?? []).map((id) => [at, places.findIndex((place) => place.id === id)]).filter(([a = 0, b = 0]) => a < b),
  );
  if (places.length !== 5 || pairs.length === 0) return undefined;
  for (const floor of FLOORS) {
    for (const order of orders(5)) {
      const room = (/** @type {number | undefined} */ at = 0) => floor[order[at] ?? 0] ?? [0, 0, 0, 0];
      const doors = pairs.flatMap(([a, b]) => doorway(room(a), room(b)) ?? []);
      if (doors.length < pairs.length) continue;
      return {
        rooms: places.map((_, at) => {
          const [x, y, width, height] = room(at);
          return [x / WIDTH, y / HEIGHT, width / WIDTH, height / HEIGHT];
        }),
        doors: doors.map(({ x, y, upright }) => ({ x: x / WIDTH, y: y / HEIGHT, upright })),
      };
    }
  }
  return undefined;
}
