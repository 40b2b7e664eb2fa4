/** From a delivery's bytes to JSON: the one decoding all platforms share, strict so that nothing is guessed. */

/** Nesting no platform's body comes near; deeper input could only exhaust the stack of whatever walks it. */
const depthMax = 64;

export type DecodedJson = { ok: true; value: unknown } | { ok: false; reason: string };

/** Decodes UTF-8 (fatal), then JSON. `reason` never holds a piece of the body. */
export function decodeJson(bytes: Uint8Array): DecodedJson {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { ok: false, reason: 'the body is not valid UTF-8' };
  }
  if (isTooDeep(text)) return { ok: false, reason: `the body is nested deeper than ${depthMax} levels` };
  try {
    const value: unknown = JSON.parse(text);
    return { ok: true, value };
  } catch {
    return { ok: false, reason: 'the body is not valid JSON' };
  }
}

function isTooDeep(text: string): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (inString) {
      if (char === '\\') at += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') {
      depth += 1;
      if (depth > depthMax) return true;
    } else if (char === '}' || char === ']') depth -= 1;
  }
  return false;
}
