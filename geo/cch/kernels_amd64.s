#include "textflag.h"

// Where fewer than a register's weights are left, the last eight are done, some
// of them for the second time: a minimum does not mind.

// func reachWide(dist, weights []Weight, d Weight)
TEXT ·reachWide(SB), NOSPLIT, $0-52
	MOVQ dist_base+0(FP), DI
	MOVQ weights_base+24(FP), SI
	MOVQ weights_len+32(FP), CX
	MOVL d+48(FP), AX
	VMOVD AX, X0
	VPBROADCASTD X0, Y0
	LEAQ -32(DI)(CX*4), R8 // the last eight
	LEAQ -32(SI)(CX*4), R9
	SUBQ $32, CX
	JB   eights

fours: // registers at a time
	VPADDD  (SI), Y0, Y1
	VPADDD  32(SI), Y0, Y2
	VPADDD  64(SI), Y0, Y3
	VPADDD  96(SI), Y0, Y4
	VPMINUD (DI), Y1, Y1
	VPMINUD 32(DI), Y2, Y2
	VPMINUD 64(DI), Y3, Y3
	VPMINUD 96(DI), Y4, Y4
	VMOVDQU Y1, (DI)
	VMOVDQU Y2, 32(DI)
	VMOVDQU Y3, 64(DI)
	VMOVDQU Y4, 96(DI)
	ADDQ    $128, SI
	ADDQ    $128, DI
	SUBQ    $32, CX
	JAE     fours

eights:
	ADDQ $24, CX
	JS   last

eight:
	VPADDD  (SI), Y0, Y1
	VPMINUD (DI), Y1, Y1
	VMOVDQU Y1, (DI)
	ADDQ    $32, SI
	ADDQ    $32, DI
	SUBQ    $8, CX
	JNS     eight

last:
	VPADDD  (R9), Y0, Y1
	VPMINUD (R8), Y1, Y1
	VMOVDQU Y1, (R8)
	VZEROUPPER
	RET

// func reachBlockWide(dist, block, from []Weight, stride int)
TEXT ·reachBlockWide(SB), NOSPLIT, $0-80
	MOVQ dist_base+0(FP), DI
	MOVQ dist_len+8(FP), CX
	MOVQ block_base+24(FP), SI
	MOVQ from_base+48(FP), R10
	MOVQ from_len+56(FP), R11
	MOVQ stride+72(FP), R12
	SHLQ $2, R12
	LEAQ -32(DI)(CX*4), R8 // the last eight
	LEAQ -32(SI)(CX*4), R9
	SUBQ $32, CX
	JB   eights

fours: // registers at a time, and each through all rows
	VMOVDQU (DI), Y1
	VMOVDQU 32(DI), Y2
	VMOVDQU 64(DI), Y3
	VMOVDQU 96(DI), Y4
	MOVQ    SI, AX
	MOVQ    R10, BX
	MOVQ    R11, DX
	MOVQ    R12, R13

row4:
	VPBROADCASTD (BX), Y0
	VPADDD       (AX), Y0, Y5
	VPADDD       32(AX), Y0, Y6
	VPADDD       64(AX), Y0, Y7
	VPADDD       96(AX), Y0, Y8
	VPMINUD      Y5, Y1, Y1
	VPMINUD      Y6, Y2, Y2
	VPMINUD      Y7, Y3, Y3
	VPMINUD      Y8, Y4, Y4
	ADDQ         R13, AX
	SUBQ         $4, R13
	ADDQ         $4, BX
	DECQ         DX
	JNZ          row4
	VMOVDQU      Y1, (DI)
	VMOVDQU      Y2, 32(DI)
	VMOVDQU      Y3, 64(DI)
	VMOVDQU      Y4, 96(DI)
	ADDQ         $128, SI
	ADDQ         $128, DI
	SUBQ         $32, CX
	JAE          fours

eights:
	ADDQ $24, CX
	JS   rest

eight:
	VMOVDQU (DI), Y1
	MOVQ    SI, AX
	MOVQ    R10, BX
	MOVQ    R11, DX
	MOVQ    R12, R13

row1:
	VPBROADCASTD (BX), Y0
	VPADDD       (AX), Y0, Y5
	VPMINUD      Y5, Y1, Y1
	ADDQ         R13, AX
	SUBQ         $4, R13
	ADDQ         $4, BX
	DECQ         DX
	JNZ          row1
	VMOVDQU      Y1, (DI)
	ADDQ         $32, SI
	ADDQ         $32, DI
	SUBQ         $8, CX
	JNS          eight

rest: // CX is eight less than how many are left
	CMPQ CX, $-8
	JE   done
	MOVQ R8, DI
	MOVQ R9, SI
	XORQ CX, CX
	JMP  eight

done:
	VZEROUPPER
	RET

// func fallWide(dist *[lanes]Weight, stack []Weight, levels []uint32, weights []Weight)
TEXT ·fallWide(SB), NOSPLIT, $0-80
	MOVQ    dist+0(FP), DI
	MOVQ    stack_base+8(FP), SI
	MOVQ    stack_len+16(FP), R8
	MOVQ    levels_base+32(FP), R9
	MOVQ    weights_base+56(FP), R10
	MOVQ    weights_len+64(FP), CX
	SHRQ    $3, R8 // levels
	VMOVDQU (DI), Y0
	XORQ    BX, BX
	JMP     test

arc:
	MOVL (R9)(BX*4), AX
	CMPQ AX, R8
	JAE  next
	SHLQ $5, AX // bytes a level
	VPBROADCASTD (R10)(BX*4), Y1
	VPADDD       (SI)(AX*1), Y1, Y1
	VPMINUD      Y1, Y0, Y0

next:
	INCQ BX

test:
	CMPQ BX, CX
	JB   arc
	VMOVDQU Y0, (DI)
	VZEROUPPER
	RET

// func leastSumWide(a, b []Weight) Weight
TEXT ·leastSumWide(SB), NOSPLIT, $0-52
	MOVQ     a_base+0(FP), DI
	MOVQ     b_base+24(FP), SI
	MOVQ     a_len+8(FP), CX
	LEAQ     -32(DI)(CX*4), R8 // the last eight
	LEAQ     -32(SI)(CX*4), R9
	VMOVDQU  (R8), Y0
	VPADDD   (R9), Y0, Y0
	VMOVDQA  Y0, Y1
	VMOVDQA  Y0, Y2
	VMOVDQA  Y0, Y3
	SUBQ     $32, CX
	JB       eights

fours: // registers at a time
	VMOVDQU (DI), Y4
	VMOVDQU 32(DI), Y5
	VMOVDQU 64(DI), Y6
	VMOVDQU 96(DI), Y7
	VPADDD  (SI), Y4, Y4
	VPADDD  32(SI), Y5, Y5
	VPADDD  64(SI), Y6, Y6
	VPADDD  96(SI), Y7, Y7
	VPMINUD Y4, Y0, Y0
	VPMINUD Y5, Y1, Y1
	VPMINUD Y6, Y2, Y2
	VPMINUD Y7, Y3, Y3
	ADDQ    $128, SI
	ADDQ    $128, DI
	SUBQ    $32, CX
	JAE     fours

eights:
	ADDQ $24, CX
	JS   fold

eight:
	VMOVDQU (DI), Y4
	VPADDD  (SI), Y4, Y4
	VPMINUD Y4, Y0, Y0
	ADDQ    $32, SI
	ADDQ    $32, DI
	SUBQ    $8, CX
	JNS     eight

fold:
	VPMINUD      Y1, Y0, Y0
	VPMINUD      Y3, Y2, Y2
	VPMINUD      Y2, Y0, Y0
	VEXTRACTI128 $1, Y0, X1
	VPMINUD      X1, X0, X0
	VPSHUFD      $0x4E, X0, X1 // the upper two
	VPMINUD      X1, X0, X0
	VPSHUFD      $0xB1, X0, X1 // the other one
	VPMINUD      X1, X0, X0
	VMOVD        X0, AX
	VZEROUPPER
	MOVL         AX, ret+48(FP)
	RET

// func hasAVX2() bool
TEXT ·hasAVX2(SB), NOSPLIT, $0-1
	MOVB $0, ret+0(FP)
	XORL AX, AX
	CPUID
	CMPL AX, $7
	JB   no
	MOVL $1, AX
	XORL CX, CX
	CPUID
	ANDL $0x18000000, CX // OSXSAVE, AVX
	CMPL CX, $0x18000000
	JNE  no
	XORL CX, CX
	XGETBV
	ANDL $6, AX // the system saves XMM and YMM
	CMPL AX, $6
	JNE  no
	MOVL $7, AX
	XORL CX, CX
	CPUID
	ANDL $0x20, BX // AVX2
	JZ   no
	MOVB $1, ret+0(FP)

no:
	RET
