/** The words that are plainly a yes, a no and so on, in en and es, folded; a whole answer must be one of them. */

export const yesWords = phrases('yes / y / si / true / yes i do / yes i am / yes i have');

export const noWords = phrases(
  'no / n / false / no i dont / no i do not / no im not / no i am not / no i havent / no i have not',
);

export const unsureWords = phrases(
  `not sure / unsure / im not sure / i am not sure / i dont know / i do not know / dont know / i dont remember /
  no se / no lo se / no estoy segura / no estoy seguro / no recuerdo / no me acuerdo`,
);

export const neverWords = phrases(
  'never / nunca / jamas / i never have / never had it / i have never had it',
);

export const stillWords = phrases(
  `still / still using / still using it / still use it / i still use it / im still using it / i am still using it /
  todavia / aun / todavia lo uso / todavia la uso / todavia los uso / aun lo uso / aun la uso / aun los uso /
  lo sigo usando / la sigo usando / los sigo usando / sigo usandolo / sigo usandola / sigo usandolos`,
);

function phrases(listed: string): ReadonlySet<string> {
  return new Set(listed.split('/').map((phrase) => phrase.trim()));
}
