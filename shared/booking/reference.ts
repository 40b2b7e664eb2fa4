/** A booking's address in URLs: its platform and first uid as base64url, for a uid may hold any character. */
import { Buffer } from 'node:buffer';

export function referenceOf({ platform, uid }: { platform: string; uid: string }): string {
  return Buffer.from(`${platform}:${uid}`).toString('base64url');
}

/** `undefined` for what is no reference. */
export function readReference(reference: string): { platform: string; uid: string } | undefined {
  if (!/^[\w-]+$/.test(reference)) return undefined;
  const name = Buffer.from(reference, 'base64url').toString();
  const [, platform, uid] = /^([^:#]{1,40}):(.{1,128})$/s.exec(name) ?? [];
  if (platform === undefined || uid === undefined) return undefined;
  return referenceOf({ platform, uid }) === reference ? { platform, uid } : undefined;
}
