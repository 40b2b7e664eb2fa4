/** Route patterns as HTTP API writes them. */

export interface RouteMatch {
  routeKey: string;
  /** Decoded. */
  parameters: Record<string, string>;
}

export type MatchRoute = (method: string, path: string) => RouteMatch | undefined;

/** `{name}` is one part of the path, `{name+}` all that is left. Without methods any fits. A part that is no valid encoding fits nothing. */
export function compileRoute(pattern: string, methods?: readonly string[]): MatchRoute {
  const parts = pattern.split('/');
  return (method, path) => {
    if (methods !== undefined && !methods.includes(method)) return undefined;
    const parameters = matchParts(parts, path.split('/'));
    if (parameters === undefined) return undefined;
    return { routeKey: `${methods === undefined ? 'ANY' : method} ${pattern}`, parameters };
  };
}

function matchParts(parts: readonly string[], sent: readonly string[]): Record<string, string> | undefined {
  const parameters: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const name = /^\{(\w+)(\+?)\}$/.exec(part);
    const rest = name?.[2] === '+';
    const value = rest ? sent.slice(index).join('/') : sent[index];
    if (value === undefined) return undefined;
    if (name?.[1] === undefined) {
      if (value !== part) return undefined;
      continue;
    }
    const decoded = decode(value);
    if (decoded === undefined || decoded === '') return undefined;
    parameters[name[1]] = decoded;
    if (rest) return parameters;
  }
  return parts.length === sent.length ? parameters : undefined;
}

function decode(value: string): string | undefined {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
}
