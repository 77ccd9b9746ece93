/** A file of enrolments in which twenty-four things are wrong, each in another way, and what is to be said of each. */
export const twentyFaults = {
  header: 'reference,name,email,cohort,line_manager,languages,time_zone,invite',
  /** Each line with the column and the code of its mistake; null where nothing is wrong. */
  lines: [
    ['f01,Ada,f01@example.org,Spring,,de;en,Europe/Berlin,yes', null],
    [',Bo,f02@example.org,Spring,,,,', ['reference', 'MISSING_VALUE']],
    ['f03,,f03@example.org,Spring,,,,', ['name', 'MISSING_VALUE']],
    ['f04,Cy,,Spring,,,,', ['email', 'MISSING_VALUE']],
    ['f01,Ada again,f05@example.org,Spring,,,,', ['reference', 'DUPLICATE']],
    ['F01,Ada in capitals,f06@example.org,Spring,,,,', ['reference', 'DUPLICATE_BUT_FOR_CASE']],
    ['f07,Di,nowhere,Spring,,,,', ['email', 'BAD_EMAIL']],
    ['f08,Ed,F01@example.org,Spring,,,,', ['email', 'EMAIL_TWICE']],
    ['f09,Flo,client@example.org,Spring,,,,', ['email', 'EMAIL_TAKEN']],
    ['f10,Gus,f10@example.org,Winter,,,,', ['cohort', 'UNKNOWN_COHORT']],
    ['f11,Hal,f11@example.org,Past,,,,', ['cohort', 'COHORT_CLOSED']],
    ['coach,The coach,coach@example.org,Autumn,,,,', ['cohort', 'IN_ANOTHER_COHORT']],
    [`f13,${'x'.repeat(201)},f13@example.org,Spring,,,,`, ['name', 'TOO_LONG']],
    ['f14,"Ida\nJo",f14@example.org,Spring,,,,', ['name', 'CONTROL_CHARACTER']],
    ['f15,Kim,f15@example.org,Spring,,,Mars/Olympus,', ['time_zone', 'UNKNOWN_TIME_ZONE']],
    ['f16,Lea,f16@example.org,Spring,,xx-klingon-quite,,', ['languages', 'UNKNOWN_LANGUAGE']],
    [
      'f17,Max,f17@example.org,Spring,,de;en;fr;it;es;pt;nl;pl;cs;sv;da,,',
      ['languages', 'TOO_MANY_LANGUAGES'],
    ],
    ['f18,Nia,f18@example.org,Spring,,,,maybe', ['invite', 'BAD_YES_NO']],
    ['f19,Oz,f19@example.org,Spring,nobody,de,,', ['line_manager', 'UNKNOWN_LINE_MANAGER']],
    ['f20,Pia,f20@example.org,Spring,f20,de,,', ['line_manager', 'OWN_LINE_MANAGER']],
    ['f21,Rob,f21@example.org,Spring,gone,de,,', ['line_manager', 'LINE_MANAGER_HAS_LEFT']],
    ['left,Left,left@example.org,Spring,,,,', ['reference', 'PERSON_HAS_LEFT']],
    ['f27,Xia,f27@example.org,Spring,f01,,,', ['languages', 'LANGUAGES_MISSING']],
    ['f22,Sam,f22@example.org,Spring', ['line_manager', 'COLUMN_COUNT']],
    ['f23,Tia,f23@example.org,Spring,f24,de,,', ['line_manager', 'LINE_MANAGERS_IN_A_CIRCLE']],
    ['f24,Uwe,f24@example.org,Spring,f23,de,,', null],
    ['f25,Va"l,f25@example.org,Spring,,,,', ['name', 'MALFORMED_CSV']],
    // Its line manager is in the file, though that line is wrong: nothing is wrong here.
    ['f26,Wim,f26@example.org,Spring,f07,de,,', null],
  ] as const satisfies readonly (readonly [string, readonly [string, string] | null])[],
};
