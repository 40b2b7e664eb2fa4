/** The table of platforms: adding one means its own file and one line here. */
import { calCom } from './cal-com.ts';
import type { Platform } from './platform.ts';
import { standard } from './standard.ts';

const platforms: ReadonlyMap<string, Platform> = new Map(
  [standard, calCom].map((platform) => [platform.id, platform]),
);

/** The platform of that id; a Map, so that names of inherited properties are no platforms. */
export function platformById(id: string): Platform | undefined {
  return platforms.get(id);
}

/** The ids of all platforms: what a clinic's settings may name. */
export const platformIds: readonly string[] = [...platforms.keys()];
