/** What SNS refuses to publish as a text, and how it says so. */
import type { MessageAttribute } from './query-protocol.ts';

export interface Refusal {
  code: 'InvalidParameter' | 'ParameterValueInvalid';
  message: string;
}

/** SNS's limit for one SMS publish; longer ones it does not split. */
const textBytesMax = 1_600;

/** E.164: a plus sign and at most 15 digits. Numbers with fewer than seven cannot be mobiles. */
const e164 = /^\+[1-9]\d{6,14}$/;
const shortCode = /^\d{5,6}$/;
/** 1 to 11 letters, digits or hyphens, at least one letter. */
const senderId = /^(?=.*[A-Za-z])[A-Za-z0-9-]{1,11}$/;

export function isPhone(text: string): boolean {
  return e164.test(text);
}

export function refusalOfText(
  to: string,
  message: string,
  attributes: readonly MessageAttribute[],
): Refusal | undefined {
  if (!isPhone(to)) return invalid(`PhoneNumber Reason: ${to} is not valid to publish to`);
  if (message === '') return invalid('Empty message');
  if (Buffer.byteLength(message) > textBytesMax) return invalid('Message too long');
  return refusalOfAttributes(attributes);
}

export function refusalOfAttributes(attributes: readonly MessageAttribute[]): Refusal | undefined {
  for (const attribute of attributes) {
    const refusal = refusalOfForm(attribute) ?? refusalOfMeaning(attribute);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
}

function refusalOfForm({ name, dataType, stringValue }: MessageAttribute): Refusal | undefined {
  if (!/^(String|Number|Binary)(\.|$)/.test(dataType)) {
    return {
      code: 'ParameterValueInvalid',
      message: `The message attribute '${name}' has an invalid type; String, Number and Binary are supported.`,
    };
  }
  if (!dataType.startsWith('Binary') && (stringValue === undefined || stringValue === '')) {
    return {
      code: 'ParameterValueInvalid',
      message: `The message attribute '${name}' must contain a value.`,
    };
  }
  return undefined;
}

/** Attributes of other names SNS takes and leaves out of the text. */
function refusalOfMeaning({ name, dataType, stringValue = '' }: MessageAttribute): Refusal | undefined {
  switch (name) {
    case 'AWS.SNS.SMS.SMSType':
      return ofString(/^(Promotional|Transactional)$/);
    case 'AWS.SNS.SMS.SenderID':
      return ofString(senderId);
    case 'AWS.MM.SMS.OriginationNumber':
      return isPhone(stringValue) ? ofString(/./) : ofString(shortCode);
    case 'AWS.SNS.SMS.MaxPrice':
      return dataType === 'Number' && Number(stringValue) >= 0
        ? undefined
        : invalid(`${name} must be a Number`);
    default:
      return undefined;
  }

  function ofString(pattern: RegExp): Refusal | undefined {
    return dataType === 'String' && pattern.test(stringValue)
      ? undefined
      : invalid(`${name}: ${stringValue}`);
  }
}

function invalid(reason: string): Refusal {
  return { code: 'InvalidParameter', message: `Invalid parameter: ${reason}` };
}
