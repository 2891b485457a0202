/**
 * How likely one letter follows another in words and in names of programs, against chance. Learnt by scripts/learn-bigrams.js
 * from 19533 words of the documentation and source code of free software. Generated: do not edit.
 */

/** A row is the first letter, a column the second: tenths of a natural logarithm from −4 on, as digits of `STEPS`. */
export const BIGRAMS: readonly string[] = [
  'Fhkg9ObBd4Tqfp0f1pjtYVNKVE',
  'oXVPpJHAoV7wUKnO9hiUmGCBc9',
  'q5ZIpF0ng0khMBvJ5gVqeA42Q0',
  'mWQa+RPBuL5bSPjO1biRfQHCS4',
  'gNjqYZWHO2CidpOZNtrhKWRdN6',
  'mCMIplJAx0FkLMrM7kZbk09FX0',
  'lHUKxRcjm00eUihK0qiSj8E0SD',
  'uMMHxJ0As2CUVQrL0fVidF30W0',
  'cXjegYc044FifymY7akm8b0M0c',
  'uQIXv070f7SITQtUMPmNsJQ070',
  'jWST+RNOsCKeTZaTFWqccEV0Y8',
  'pNOdvNF7t0GoHJpN0BdddP40l0',
  'udIIwID0r4ESeFmq5AdQf740T1',
  'kHkmnYuIjATQKVfNBKosXVA1N3',
  'XYgeKSXCWGTikwcg0sgfjZcKL5',
  'qFQPsLJdi0IoGFph0scjeIC6W0',
  'N0APG700000nER0E0XXN/CNA77',
  'qMYbxOW9p0RUcWmR0ckhaQH0a0',
  'eAgLtOIjp0RYSPfhPHmvkFQ0V4',
  'oEWNwNEhv02WQKkO0nica8J7d7',
  'fieWhTZ3e0EnitPi0oooDA0G7D',
  'u3K8/BGIu04HLAiD04QFJ703T0',
  'uMOWtJOks0QZJknM0jjWPCG727',
  'gAlTqPDXq40OaLRw0OYvIC0aYK',
  'gWeSlXWFkD9gjkeu0XqkTOU0PY',
  'qIC8/QAJq06VLQhF2HNIO080Xf',
];

export const STEPS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz+/';
