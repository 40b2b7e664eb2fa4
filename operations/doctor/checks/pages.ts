/** The address that clients' links lead to. */
import type { ClinicSeen, Fact, PagesSeen } from '../facts.ts';
import { broken, type Check, fine, type Said } from '../finding.ts';

/** A link that cannot be one of ours gets the page that says so. */
const unknownLink = 404;

export const pagesCheck: Check = {
  name: 'pages',
  why: 'Texts carry links to the screening form and the care page: an address that does not answer leaves the client without either.',
  link: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-custom-domain-names.html',
  look: ({ clinics: { clinics } }) =>
    [...pagesByUrl(clinics)].flatMap(([url, pages]) =>
      pages.known ? lookAtPages(url, pages.value) : [sayUnreached(url, pages.why)],
    ),
};

/** Clinics mostly share an address, which is then said once. */
function pagesByUrl(clinics: readonly ClinicSeen[]): Map<string, Fact<PagesSeen>> {
  return new Map(
    clinics.flatMap(({ item, pages }) =>
      pages !== undefined && item.known && item.value.item === 'read'
        ? [[item.value.clinic.pagesUrl, pages] as const]
        : [],
    ),
  );
}

function sayUnreached(pagesUrl: string, why: string): Said {
  return broken(
    `${pagesUrl} does not answer from here (${why}).`,
    "Look at its DNS entry and certificate, and at the API's domain name. Without a network of its own run the doctor with --offline.",
  );
}

function lookAtPages(pagesUrl: string, { status, html }: PagesSeen): Said[] {
  if (status !== unknownLink || !html) {
    return [
      broken(
        `What answers at ${pagesUrl} are not the clients' pages: it said ${status} to a made-up link.`,
        "Put the stage's own address into the settings (pagesUrl), or look at the log of the function client-pages.",
      ),
    ];
  }
  return [
    pagesUrl.startsWith('https://')
      ? fine(`The clients' pages answer at ${pagesUrl}.`)
      : broken(`${pagesUrl} is not encrypted: answers about health would go over it.`, 'Use https.'),
  ];
}
