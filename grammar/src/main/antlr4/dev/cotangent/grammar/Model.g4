/*
 * The language's syntax: Stan's, and the library's additions (ADR 0001).
 *
 * Parsing is on the path of a cold start, so every decision but `require` and `support` needs one or two tokens:
 * operators are a flat list whose precedence the syntax tree's builder resolves, one rule serves sized and unsized
 * types, and a statement that begins with an expression is told apart by what follows it. The builder rejects what
 * this lets through, with better messages than a grammar can give.
 */
grammar Model;

program : block* EOF ;

/** A library file: the content of a functions block. */
library : definition* EOF ;

block
    : FUNCTIONS '{' definition* '}'                              # functionsBlock
    | kind=(DATA | TRANSFORMED_DATA | PARAMETERS | TRANSFORMED_PARAMETERS | MODEL | GENERATED_QUANTITIES)
      '{' statement* '}'                                         # statementsBlock
    ;

definition
    : EXTERN '(' identifier ('.' identifier)* ')' returnType identifier parameters (rules | ';')  # externDefinition
    | FISHER identifier parameters '{' information* '}'                                           # fisherDefinition
    | returnType identifier parameters (braces | ';')                                             # functionDefinition
    ;

returnType : VOID | type ;

parameters : '(' (parameter (',' parameter)*)? ')' ;

/** With a list behind its name it is a function: `real f(real x, ...)`. */
parameter : DATA? (type | IDENTIFIER) identifier ('(' (parameter (',' parameter)*)? (','? variadic='...')? ')')? ;

rules : '{' requirement* rule* '}' ;

requirement : REQUIRE expression ';' ;

/** `d x = e;` or `tangent = e;` */
rule : identifier identifier? '=' expression ';' ;

/** An entry of a Fisher information: `mu, sigma = e;`, or a quadratic form of tangents: `form = e;` */
information : identifier (',' identifier)? '=' expression ';' ;

/** A tuple of one component keeps its comma. */
type : (ARRAY sizes)? (TYPE constraint? sizes? | TUPLE '(' type ',' (type (',' type)*)? ')') ;

sizes : '[' expression? (',' expression?)* ']' ;

constraint : '<' bound (',' bound)? '>' ;

bound : IDENTIFIER '=' boundExpression ;

statement
    : type declarator (',' declarator)* ';'                                              # declaration
    | expression
      ( assignmentOperator expression ';'
      | '~' identifier '(' (expression (',' expression)*)? ')' truncation? ';'
      | ';' )                                                                            # expressionStatement
    | braces                                                                             # bracesStatement
    | 'for' '(' identifier 'in' expression (':' expression)? ')' statement               # forStatement
    | 'while' '(' expression ')' statement                                               # whileStatement
    | 'if' '(' expression ')' statement ('else' statement)?                              # ifStatement
    | 'return' expression? ';'                                                           # returnStatement
    | keyword=('break' | 'continue') ';'                                                 # jumpStatement
    | MESSAGE '(' (message (',' message)*)? ')' ';'                                      # messageStatement
    | 'profile' '(' STRING ')' braces                                                    # profileStatement
    | REQUIRE expression ';'                                                             # requireStatement
    | SUPPORT expression ';'                                                             # supportStatement
    | ';'                                                                                # emptyStatement
    ;

braces : '{' statement* '}' ;

declarator : identifier sizes? ('=' expression)? ;

assignmentOperator : '=' | '+=' | '-=' | '*=' | '/=' | '.*=' | './=' ;

truncation : IDENTIFIER '[' lower=expression? ',' upper=expression? ']' ;

message : STRING | expression ;

expression : term ((arithmetic | logical) term)* ('?' expression ':' expression)? ;

/** A bound ends at `>`, so comparisons in it need parentheses. */
boundExpression : term (arithmetic term)* ;

arithmetic : '+' | '-' | '*' | '/' | '%' | '.*' | './' | '%/%' | '\\' | '^' | '.^' ;

logical : '||' | '&&' | '==' | '!=' | '<' | '<=' | '>' | '>=' ;

term : ('-' | '+' | '!')* primary postfix* ;

primary
    : INTEGER
    | REAL
    | IMAGINARY
    | identifier arguments?
    | '(' expression (comma=',' (expression (',' expression)*)?)? ')'
    | '{' (expression (',' expression)*)? '}'
    | '[' (expression (',' expression)*)? ']'
    ;

/** The last is a component of a tuple, `x.1`. */
postfix : '[' index (',' index)* ']' | '\'' | REAL ;

/** `i`, `a:b`, `a:`, `:b`, `:`, or nothing. */
index : expression? (':' expression?)? ;

arguments : '(' (expression (',' expression)*)? (bar='|' (expression (',' expression)*)?)? ')' ;

/** The library's keywords are names elsewhere. */
identifier : IDENTIFIER | EXTERN | FISHER | REQUIRE | SUPPORT ;

FUNCTIONS : 'functions' ;
DATA : 'data' ;
TRANSFORMED_DATA : 'transformed' SPACE+ 'data' ;
PARAMETERS : 'parameters' ;
TRANSFORMED_PARAMETERS : 'transformed' SPACE+ 'parameters' ;
MODEL : 'model' ;
GENERATED_QUANTITIES : 'generated' SPACE+ 'quantities' ;

EXTERN : 'extern' ;
FISHER : 'fisher' ;
REQUIRE : 'require' ;
SUPPORT : 'support' ;

VOID : 'void' ;
ARRAY : 'array' ;
TYPE
    : 'int' | 'real' | 'vector' | 'row_vector' | 'matrix'
    | 'simplex' | 'ordered' | 'positive_ordered' | 'unit_vector' | 'sum_to_zero_vector' | 'sum_to_zero_matrix'
    | 'cholesky_factor_corr' | 'cholesky_factor_cov' | 'corr_matrix' | 'cov_matrix'
    | 'row_stochastic_matrix' | 'column_stochastic_matrix'
    | 'complex' | 'complex_vector' | 'complex_row_vector' | 'complex_matrix'
    ;
TUPLE : 'tuple' ;
MESSAGE : 'print' | 'reject' | 'fatal_error' ;

INTEGER : DIGITS ;
REAL : DIGITS '.' DIGITS? EXPONENT? | '.' DIGITS EXPONENT? | DIGITS EXPONENT ;
IMAGINARY : (INTEGER | REAL) 'i' ;
STRING : '"' ~["\r\n]* '"' ;
IDENTIFIER : [a-zA-Z] [a-zA-Z0-9_]* ;

INCLUDE
    : '#include' SPACE+ ('"' ~["\r\n]* '"' | '<' ~[>\r\n]* '>' | ~["< \t\r\n\f] ~[ \t\r\n\f]*) -> channel(HIDDEN)
    ;
LINE_COMMENT : '//' ~[\r\n]* -> skip ;
BLOCK_COMMENT : '/*' .*? '*/' -> skip ;
/** With the mark that some editors put at the beginning of a text. */
WHITESPACE : (SPACE | '\uFEFF')+ -> skip ;
/** So that the lexer never fails: the parser rejects it with a located message. */
UNKNOWN : . ;

fragment SPACE : [ \t\r\n\f] ;
fragment DIGITS : [0-9] ('_'? [0-9])* ;
fragment EXPONENT : [eE] [+-]? DIGITS ;
