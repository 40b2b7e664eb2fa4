/** CloudFormation finds an order in each template. It waits for what an update policy names as well: an alias, its deployments, their alarms and what those count must not meet again. */
import { expect, test } from 'vitest';
import * as z from 'zod';
import type { Template } from '../lambda/template.ts';
import { stages, synthesised } from './synthesised.ts';

type Resources = Template['Resources'];

const reference = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z.object({ 'Fn::GetAtt': z.tuple([z.string()], z.unknown()) }).transform((got) => got['Fn::GetAtt'][0]),
]);

/** Whatever is named anywhere in a value, resources of the template or not. */
function namedIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const read = reference.safeParse(value);
  return read.success ? [read.data] : Object.values(value).flatMap(namedIn);
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-dependson.html */
function waitsFor({ Properties, UpdatePolicy, DependsOn }: NonNullable<Resources[string]>): string[] {
  return [...namedIn([Properties, UpdatePolicy]), ...z.array(z.string()).parse([DependsOn ?? []].flat())];
}

/** The resources that are left when everything that waits for nothing more was made, again and again. */
function neverMade(resources: Resources): string[] {
  const left = new Map(Object.entries(resources).map(([id, resource]) => [id, waitsFor(resource)]));
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    for (const [id, others] of left) if (!others.some((other) => left.has(other))) left.delete(id);
  }
  return [...left.keys()];
}

test.each(stages)('nothing in %s waits for itself', (stage) => {
  const templates = Object.values(synthesised(stage).templates);
  expect(templates).toHaveLength(3);
  for (const { Resources } of templates) expect(neverMade(Resources)).toEqual([]);
});

test('an alarm that counts what is behind its own alias is found', () => {
  const resource = (Properties: Record<string, unknown>, more: object = {}) => ({
    Type: 'AWS::Planted::Resource',
    Properties,
    ...more,
  });
  const resources = {
    Function: resource({}),
    Alias: resource(
      { FunctionName: { Ref: 'Function' } },
      { UpdatePolicy: { CodeDeployLambdaAliasUpdate: { DeploymentGroupName: { Ref: 'Group' } } } },
    ),
    Group: resource({ Alarms: [{ Name: { Ref: 'Alarm' } }] }),
    Alarm: resource({ Dimensions: [{ Name: 'Stage', Value: { Ref: 'Stage' } }] }),
    Stage: resource({}, { DependsOn: ['Route'] }),
    Route: resource({ Target: { 'Fn::GetAtt': ['Alias', 'Arn'] } }),
  };
  expect(neverMade(resources).toSorted()).toEqual(['Alarm', 'Alias', 'Group', 'Route', 'Stage']);
});
