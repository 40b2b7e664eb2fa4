/** Answers, their security headers, and problem details. */
import { describe, expect, test } from 'vitest';
import { html, json, problem, respondProblem, retryAfter } from '../../functions/http/respond.ts';
import {
  type ProblemType,
  problemErrorsMax,
  problemOf,
  problemSchema,
  problems,
} from '../../shared/api/problem.ts';

describe('an answer', () => {
  test.each([
    ['JSON', json(200, {})],
    ['a problem', problem('not-found')],
    ['a page', html(200, '<!doctype html>', 'abc=')],
  ])('as %s is never cached, sniffed, framed, held by another page or referred to', (_what, { headers }) => {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': expect.stringContaining('max-age=63072000'),
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
  });

  test('as a page allows one stylesheet by its hash, its own forms, and no script', () => {
    const policy = String(html(200, '', 'abc=').headers?.['content-security-policy']);

    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "style-src 'sha256-abc='",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
  });

  test('as a page keeps its policy whatever headers are added', () => {
    const { headers } = html(200, '', 'abc=', { 'content-security-policy': 'none', allow: 'GET' });

    expect(headers?.['content-security-policy']).toContain("default-src 'none'");
    expect(headers?.allow).toBe('GET');
  });

  test('as JSON has its status, type and body', () => {
    expect(json(202, { status: 'accepted' })).toMatchObject({
      statusCode: 202,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{"status":"accepted"}',
    });
  });

  test.each([
    [0.2, '1'],
    [0, '1'],
    [2.1, '3'],
  ])('asks to come back after whole seconds: %d as %s', (seconds, header) => {
    expect(retryAfter(seconds)).toEqual({ 'retry-after': header });
  });
});

describe('a problem', () => {
  test.each(
    Object.keys(problems).filter(isProblemType),
  )('%s carries its own status and the shape of RFC 9457', (type) => {
    const answer = problem(type, { detail: 'a sentence' });

    expect(answer.headers?.['content-type']).toBe('application/problem+json; charset=utf-8');
    const body = problemSchema.parse(JSON.parse(answer.body ?? ''));
    expect(answer.statusCode).toBe(problems[type].status);
    expect(body).toMatchObject({ status: problems[type].status, title: problems[type].title });
    expect(body.type).toBe(`urn:booking-gate:problem:${type}`);
  });

  test('names fields and what they should be', () => {
    const errors = [{ path: 'data.startAt', expected: 'an instant' }];

    expect(JSON.parse(respondProblem(problemOf('unreadable-delivery', { errors })).body ?? '')).toMatchObject(
      {
        status: 422,
        errors,
      },
    );
  });

  test('names twenty fields at most', () => {
    const errors = Array.from({ length: 50 }, (_, index) => ({ path: `a.${index}`, expected: 'a date' }));

    expect(problemOf('unreadable-delivery', { errors }).errors).toHaveLength(problemErrorsMax);
  });

  test('without fields and detail has neither', () => {
    expect(Object.keys(problemOf('internal'))).toEqual(['type', 'title', 'status']);
  });
});

function isProblemType(name: string): name is ProblemType {
  return Object.hasOwn(problems, name);
}
