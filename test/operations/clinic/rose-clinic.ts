/** A clinic for the tests of the clinic command. */
import { type Clinic, defaultTextHours } from '../../../shared/clinic/clinic.ts';

export const roseClinic: Clinic = {
  type: 'clinic',
  id: 'rose',
  version: 1,
  brand: 'Rose Clinic',
  phone: '+1 212 555 0111',
  place: '1 Example Road',
  zone: 'America/Chicago',
  status: 'active',
  language: 'en',
  textHours: defaultTextHours,
  smsNumber: '+12125550150',
  countries: ['US'],
  pagesUrl: 'https://gate.example',
  services: { 'cal-com': { microneedling: 'microneedling' } },
  questionNames: {},
  consent: { 'cal-com': 'stated' },
  policies: { microneedling: 1, botox: 1 },
};
