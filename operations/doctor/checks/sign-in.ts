/** The user pool that staff sign in by. */
import { resourceNames } from '../../../shared/deployment/resource-names.ts';
import { broken, type Check, deployStage, fine, judge } from '../finding.ts';

export const signInCheck: Check = {
  name: 'sign-in',
  why: "Staff sign in by the stage's user pool: without it nobody sees what was blocked.",
  link: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools.html',
  look: ({ place: { stage }, userPools }) =>
    judge('The user pools', userPools, (count) => {
      const { userPool } = resourceNames(stage);
      if (count === 1) return [fine(`The user pool ${userPool} stands.`)];
      return count === 0
        ? [
            broken(
              `There is no user pool ${userPool}.`,
              `Deploy the stage, which makes it: ${deployStage(stage)}`,
            ),
          ]
        : [
            broken(
              `There are ${count} user pools called ${userPool}: nobody can tell whose people are let in.`,
              'Delete those that the stage did not make: its own is named in the outputs of its data stack.',
            ),
          ];
    }),
};
