/** What the default microneedling policy asks, in the order of the screening form: preparation first, then health. */
import type { Question } from '../../policy.ts';

/** Not sure is always a possible answer and leaves the question open. */
export const questions: Question[] = [
  {
    id: 'last-botox',
    type: 'date',
    text: { en: 'When did you last have Botox?', es: '¿Cuándo se aplicó bótox por última vez?' },
    help: {
      en: 'The day is enough. If you never had it, just say never.',
      es: 'Basta con el día. Si nunca se lo ha aplicado, indique nunca.',
    },
    names: [
      'botox date',
      'last botox date',
      'when was your last botox',
      'date of last botox',
      'last botox treatment',
      'fecha del último bótox',
      'último bótox',
    ],
  },
  {
    id: 'uses-retinoids',
    type: 'yes-no',
    text: {
      en: 'Do you use Retin-A or another retinoid, such as tretinoin, adapalene or retinol?',
      es: '¿Usa Retin-A u otro retinoide, como tretinoína, adapaleno o retinol?',
    },
    names: ['retinoids', 'retin-a', 'do you use retin-a', 'do you use retinoids', 'usa retinoides'],
  },
  {
    id: 'retinoid-last-use',
    type: 'last-use',
    askIf: 'uses-retinoids',
    text: {
      en: 'When did you last use your retinoid?',
      es: '¿Cuándo usó su retinoide por última vez?',
    },
    help: {
      en: 'The day is enough. If you are using it now, say so.',
      es: 'Basta con el día. Si lo usa actualmente, indíquelo.',
    },
    names: [
      'last retinoid use',
      'last retin-a use',
      'when did you last use retin-a',
      'último uso de retinoides',
    ],
  },
  {
    id: 'uses-strong-actives',
    type: 'yes-no',
    text: {
      en: 'Do you use other strong skincare actives, such as AHAs, BHAs or vitamin C?',
      es: '¿Usa otros activos fuertes para la piel, como AHA, BHA o vitamina C?',
    },
    names: ['strong actives', 'do you use strong actives', 'actives', 'usa activos fuertes'],
  },
  {
    id: 'strong-actives-last-use',
    type: 'last-use',
    askIf: 'uses-strong-actives',
    text: {
      en: 'When did you last use one of these actives?',
      es: '¿Cuándo usó uno de estos activos por última vez?',
    },
    help: {
      en: 'The day is enough. If you are using them now, say so.',
      es: 'Basta con el día. Si los usa actualmente, indíquelo.',
    },
    names: ['last actives use', 'last use of strong actives', 'último uso de activos fuertes'],
  },
  {
    id: 'blood-thinners',
    type: 'yes-no',
    text: { en: 'Do you take blood thinners?', es: '¿Toma anticoagulantes?' },
    help: {
      en: 'We only want to know. Keep taking any medicine as your doctor told you.',
      es: 'Solo queremos saberlo. Siga tomando sus medicamentos como le indicó su médico.',
    },
    names: ['takes blood thinners', 'are you on blood thinners', 'anticoagulantes'],
  },
  {
    id: 'physician-care',
    type: 'yes-no',
    text: {
      en: "Are you under a physician's care at the moment?",
      es: '¿Está actualmente bajo el cuidado de un médico?',
    },
    names: [
      'under physician care',
      "under a physician's care",
      'under a doctors care',
      'bajo cuidado médico',
    ],
  },
  {
    id: 'active-breakout',
    type: 'yes-no',
    text: { en: 'Do you have a breakout right now?', es: '¿Tiene un brote de acné en este momento?' },
    names: ['breakout', 'do you have an active breakout', 'brote activo'],
  },
  {
    id: 'active-infection',
    type: 'yes-no',
    text: {
      en: 'Do you have a skin infection, a cold sore or inflamed skin right now?',
      es: '¿Tiene ahora una infección de la piel, un herpes labial o la piel inflamada?',
    },
    names: ['infection', 'cold sore', 'active infection or cold sore', 'infección activa', 'herpes labial'],
  },
  {
    id: 'pregnant-nursing',
    type: 'yes-no',
    text: { en: 'Are you pregnant or nursing?', es: '¿Está embarazada o dando el pecho?' },
    names: [
      'pregnant',
      'pregnancy',
      'pregnant or nursing',
      'pregnant or breastfeeding',
      'embarazo o lactancia',
    ],
  },
  {
    id: 'bleeding-disorder',
    type: 'yes-no',
    text: {
      en: 'Do you have hemophilia or another bleeding disorder?',
      es: '¿Tiene hemofilia u otro trastorno de la coagulación?',
    },
    names: ['hemophilia', 'bleeding disorders', 'hemophilia or bleeding disorder', 'hemofilia'],
  },
  {
    id: 'severe-acne-rosacea',
    type: 'yes-no',
    text: {
      en: 'Do you have severe acne, or rosacea with bumps and pimples (papulopustular rosacea)?',
      es: '¿Tiene acné severo, o rosácea con granitos (rosácea papulopustulosa)?',
    },
    names: ['severe acne', 'rosacea', 'severe acne or rosacea', 'acné severo o rosácea'],
  },
  {
    id: 'autoimmune',
    type: 'yes-no',
    text: { en: 'Do you have an autoimmune condition?', es: '¿Tiene alguna enfermedad autoinmune?' },
    names: ['autoimmune condition', 'autoimmune disease', 'enfermedad autoinmune'],
  },
  {
    id: 'recent-chemo',
    type: 'yes-no',
    text: {
      en: 'Have you had chemotherapy recently?',
      es: '¿Ha recibido quimioterapia recientemente?',
    },
    names: ['chemotherapy', 'recent chemotherapy', 'chemo', 'quimioterapia'],
  },
  {
    id: 'heart-disease',
    type: 'yes-no',
    text: { en: 'Do you have heart disease?', es: '¿Tiene alguna enfermedad del corazón?' },
    names: ['heart condition', 'heart problems', 'enfermedad cardíaca'],
  },
  {
    id: 'diabetes',
    type: 'yes-no',
    text: { en: 'Do you have diabetes?', es: '¿Tiene diabetes?' },
    names: ['diabetic', 'are you diabetic'],
  },
  {
    id: 'cancer-history',
    type: 'yes-no',
    text: { en: 'Have you ever had cancer?', es: '¿Ha tenido cáncer alguna vez?' },
    names: ['cancer', 'history of cancer', 'antecedentes de cáncer'],
  },
];
