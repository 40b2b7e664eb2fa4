/** Whom the pages' limit counts: an IPv4 address, or the /64 network of an IPv6 one, for a household or an attacker owns all of that. */

const networkGroups = 4;
const allGroups = 8;

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
