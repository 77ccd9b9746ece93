import { registerEnumType } from '@nestjs/graphql';
import { hoursForm, hoursSetting, logBasis } from '@securebase/contracts';

export const HoursForm = hoursForm.enum;
registerEnumType(HoursForm, {
  name: 'HoursForm',
  description: 'Whether one was there, or a group.',
  valuesMap: { INDIVIDUAL: { description: 'One.' }, GROUP: { description: 'A group of at most 15.' } },
});

export const HoursSetting = hoursSetting.enum;
registerEnumType(HoursSetting, {
  name: 'HoursSetting',
  description: 'Whether the coach is employed where the client is.',
  valuesMap: { INTERNAL: { description: 'They are.' }, EXTERNAL: { description: 'They are not.' } },
});

export const LogBasis = logBasis.enum;
registerEnumType(LogBasis, {
  name: 'LogBasis',
  description: 'Why somebody may stand in an hours log.',
  valuesMap: {
    CLIENT_CONSENT: { description: 'They consent to it, with name and e-mail.' },
    VERIFICATION_LETTER: {
      description: 'Their organization vouches for the hours in a letter; nobody is named.',
    },
  },
});

export const SupervisionKind = { SUPERVISION: 'SUPERVISION', MENTOR_COACHING: 'MENTOR_COACHING' } as const;
registerEnumType(SupervisionKind, {
  name: 'SupervisionKind',
  description: 'What a coach had for themselves.',
  valuesMap: {
    SUPERVISION: { description: 'Supervision: what the work does, to the client and to the coach.' },
    MENTOR_COACHING: { description: 'Mentor coaching: how the coach coaches.' },
  },
});

export const HoursActivity = {
  COACHING: 'COACHING',
  CHEMISTRY: 'CHEMISTRY',
  SUPERVISION: 'SUPERVISION',
  MENTOR_COACHING: 'MENTOR_COACHING',
  DID_NOT_TAKE_PLACE: 'DID_NOT_TAKE_PLACE',
} as const;
registerEnumType(HoursActivity, {
  name: 'HoursActivity',
  description: 'What hours were for. Only coaching counts; all else is refused.',
  valuesMap: {
    COACHING: { description: 'Coaching.' },
    CHEMISTRY: {
      description: 'A talk to see whether client and coach fit. One in which there was coaching is COACHING.',
    },
    SUPERVISION: { description: 'Supervision, given or had.' },
    MENTOR_COACHING: { description: 'Mentor coaching, given or had.' },
    DID_NOT_TAKE_PLACE: { description: 'A session that was missed or cancelled, paid or not.' },
  },
});

export const HoursGoal = { ACC: 'ACC', PCC: 'PCC', MCC: 'MCC' } as const;
registerEnumType(HoursGoal, {
  name: 'HoursGoal',
  description: 'For which credential of the ICF hours are counted.',
  valuesMap: {
    ACC: { description: '100 hours, 75 of them paid, with 8 clients; 25 hours within 18 months.' },
    PCC: { description: '500 hours, 450 of them paid, with 25 clients; 50 hours within 18 months.' },
    MCC: { description: '2,500 hours, 2,250 of them paid, with 35 clients.' },
  },
});
