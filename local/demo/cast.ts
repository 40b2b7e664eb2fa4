/** The people of one run: names of their own in each, and numbers that nobody has. */
import type { Cast } from './scenes.ts';
import type { StackClient } from './stack-client.ts';

/** Numbers that are reserved for made-up people, in area codes that this stack has not texted yet. */
export async function castRun(stack: StackClient): Promise<Cast> {
  const now = await stack.now();
  const used = new Set((await stack.texts()).map(({ to }) => to.slice(0, 5)));
  const free = areaCodes.filter((code) => !used.has(`+1${code}`));
  const area = free[now % free.length] ?? areaCodes[now % areaCodes.length] ?? '212';
  return {
    now,
    run: `demo-${now.toString(36)}`,
    phone: (index) => `+1${area}55501${String(index).padStart(2, '0')}`,
  };
}

const areaCodes =
  '212 202 206 212 213 214 215 303 305 310 312 313 314 404 412 414 415 502 503 504 505 512 513 515 602 612 614 615 616 617 619 702 704 713 716 718 801 804 808 813 816 901 907 916 917 919'.split(
    ' ',
  );
