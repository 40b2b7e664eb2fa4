/** The query protocol that the SNS client speaks: form-encoded calls in, XML out. */
import { randomUUID } from 'node:crypto';
import type { AwsAnswer } from '../aws-request.ts';

export interface MessageAttribute {
  name: string;
  dataType: string;
  stringValue: string | undefined;
}

const namespace = 'http://sns.amazonaws.com/doc/2010-03-31/';

/** `values` become the elements of the call's result; none: the call has an empty one. */
export function queryResult(action: string, values: Readonly<Record<string, string>>): AwsAnswer {
  const result = Object.entries(values).map(([name, value]) => element(name, value));
  return queryDocument(action, result.join(''));
}

export function element(name: string, value: string): string {
  return `<${name}>${escapeXml(value)}</${name}>`;
}

/** `result`: the call's elements, where they are more than values. */
export function queryDocument(action: string, result: string): AwsAnswer {
  return xml(
    200,
    `<${action}Response xmlns="${namespace}"><${action}Result>${result}</${action}Result>` +
      `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`,
  );
}

/** `code` is the protocol's own, without `Exception`. */
export function queryError(status: number, code: string, message: string): AwsAnswer {
  const type = status < 500 ? 'Sender' : 'Receiver';
  return xml(
    status,
    `<ErrorResponse xmlns="${namespace}"><Error><Type>${type}</Type><Code>${code}</Code>` +
      `<Message>${escapeXml(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  );
}

/** A map in the query protocol: `MessageAttributes.entry.1.Name`, `.Value.DataType`, `.Value.StringValue`. */
export function readMessageAttributes(form: URLSearchParams): MessageAttribute[] {
  const attributes: MessageAttribute[] = [];
  for (let index = 1; ; index += 1) {
    const entry = `MessageAttributes.entry.${index}`;
    const name = form.get(`${entry}.Name`);
    if (name === null) return attributes;
    attributes.push({
      name,
      dataType: form.get(`${entry}.Value.DataType`) ?? '',
      stringValue: form.get(`${entry}.Value.StringValue`) ?? undefined,
    });
  }
}

/** A map of texts: `Attributes.entry.1.key`, `.value`. */
export function readEntries(form: URLSearchParams, name: string): Record<string, string> {
  const entries: [string, string][] = [];
  for (let index = 1; ; index += 1) {
    const key = form.get(`${name}.entry.${index}.key`);
    if (key === null) return Object.fromEntries(entries);
    entries.push([key, form.get(`${name}.entry.${index}.value`) ?? '']);
  }
}

function xml(status: number, body: string): AwsAnswer {
  return { kind: 'answer', status, contentType: 'text/xml', body };
}

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
