// Package oracle holds tests alone: our tiles beside those that others make, and
// in the hands of others that read them.
package oracle
