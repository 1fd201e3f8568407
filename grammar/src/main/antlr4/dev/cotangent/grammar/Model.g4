grammar Model;

program: EOF;
