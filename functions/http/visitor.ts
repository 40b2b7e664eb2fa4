/** Whom a limit by address counts: an IPv4 address, or the /64 network of an IPv6 one, for a household or an attacker owns all of that. */
import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { viewerAddressHeader, viewerProofHeader } from '../../shared/deployment/viewer-address.ts';
import type { HttpRequest } from './request.ts';

const networkGroups = 4;
const allGroups = 8;

/** Behind CloudFront the gateway sees only its edge; CloudFront's own word counts where the request proves that it came through it, for anybody can send a header. */
export function visitorOf(
  { headers, sourceIp }: Pick<HttpRequest, 'headers' | 'sourceIp'>,
  viewerProof: string | undefined,
): string {
  if (!cameByCloudFront(headers, viewerProof)) return sourceIp;
  return withoutPort(headers[viewerAddressHeader] ?? '') ?? forwardedFor(headers, sourceIp) ?? sourceIp;
}

/** Whether a request came through the one CloudFront that the deployment put before the pages. */
export function cameByCloudFront(headers: HttpRequest['headers'], viewerProof: string | undefined): boolean {
  return viewerProof !== undefined && isProven(headers[viewerProofHeader], viewerProof);
}

function isProven(given: string | undefined, proof: string): boolean {
  const [one, other] = [Buffer.from(given ?? ''), Buffer.from(proof)];
  return one.byteLength === other.byteLength && timingSafeEqual(one, other);
}

/** Where CloudFront hands all headers on, its own word is not among them; but it writes whom it saw behind whatever a viewer claims, and the gateway may write CloudFront behind that. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/RequestAndResponseBehaviorCustomOrigin.html */
function forwardedFor(headers: HttpRequest['headers'], sourceIp: string): string | undefined {
  const named = (headers['x-forwarded-for'] ?? '').split(',').map((one) => one.trim());
  const seen = named.at(-1) === sourceIp ? named.at(-2) : named.at(-1);
  return seen === undefined || isIP(seen) === 0 ? undefined : seen;
}

/** CloudFront writes `203.0.113.7:46532` and `2001:db8::1:46532`: the port stands behind the last colon, brackets or not. */
function withoutPort(address: string): string | undefined {
  const host = address.slice(0, address.lastIndexOf(':')).replace(/^\[|\]$/g, '');
  return isIP(host) === 0 ? undefined : host;
}

/** The visitor's bucket. */
export function addressKeyOf(sourceIp: string): string {
  if (!sourceIp.includes(':')) return sourceIp;
  const [head = '', tail] = sourceIp.toLowerCase().split('::');
  const before = groupsOf(head);
  const after = groupsOf(tail ?? '');
  const zeros = tail === undefined ? 0 : Math.max(0, allGroups - before.length - after.length);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after].slice(0, networkGroups);
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::`;
}

function groupsOf(part: string): string[] {
  return part === '' ? [] : part.split(':');
}
