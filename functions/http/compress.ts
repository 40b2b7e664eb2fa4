/** Makes a page smaller on its way: CloudFront compresses only what it may keep, and it keeps nothing of ours. Measured and weighed in docs/decisions/018-compressed-pages.md. */
import { gzipSync } from 'node:zlib';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './respond.ts';

/** Smaller ones go out in one packet either way. */
const compressedBytesMin = 1_024;

/** `takesGzip`: whether whoever asked can read it. A caller writes this into the answer anew for every request: nothing of it is kept. */
export function compress(response: HttpResponse, takesGzip: boolean): HttpResponse {
  const { body = '', headers } = response;
  if (Buffer.byteLength(body) < compressedBytesMin) return response;
  const varying = { ...headers, vary: 'accept-encoding' };
  if (!takesGzip) return { ...response, headers: varying };
  return {
    ...response,
    headers: { ...varying, 'content-encoding': 'gzip' },
    body: gzipSync(body).toString('base64'),
    isBase64Encoded: true,
  };
}

/** `unsaid`: what a request without the header is taken to mean. https://www.rfc-editor.org/rfc/rfc9110#field.accept-encoding */
export function readTakesGzip({ headers }: Pick<HttpRequest, 'headers'>, unsaid: boolean): boolean {
  const said = headers['accept-encoding'];
  if (said === undefined) return unsaid;
  const weights = new Map(
    said.split(',').map((coding) => {
      const [name = '', weight] = coding.split(';').map((part) => part.trim().toLowerCase());
      return [name, weight === undefined || Number(weight.replace(/^q\s*=/, '')) > 0] as const;
    }),
  );
  return weights.get('gzip') ?? weights.get('*') ?? false;
}
