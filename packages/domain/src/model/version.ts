/** The version of the model that comes with the software: the implementation version of 29 March 2019. */
export const BUILT_IN_VERSION = '1.0'
